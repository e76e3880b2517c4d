package vn.caunoi.channel.zalo;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.DeliveryReceipt;
import vn.caunoi.channel.DeliveryReceipt.Stage;
import vn.caunoi.channel.InboundMessage;
import vn.caunoi.channel.InboundMessage.Content;

/**
 * Reads events, for instance
 * <pre>{"app_id":"2817…","sender":{"id":"6647…"},"recipient":{"id":"1948…"},"event_name":"user_send_text",
 *  "message":{"text":"Tổ 12 mất nước từ sáng","msg_id":"5f1c…"},"timestamp":"1763790012345"}</pre>
 * Ids and the timestamp are texts in real traffic and numbers in old samples: both are taken, as text, never as a double (ids exceed 2^53).
 * Sender and recipient change places between a resident's message and the OA's echo, and sources disagree about receipts, so the direction is
 * found by looking which of the two is one of our OAs.
 */
final class ZaloEvents {
  /** The OA chat has no deep link with a payload: a resident who came by a QR code sends this line instead. */
  private static final Pattern START = Pattern.compile("(?i)\\s*(g-)([A-Za-z0-9_-]{4,60})\\s*");
  private static final Set<String> MEDIA = Set.of("gif", "file", "audio", "video", "sticker", "link", "business_card");
  private static final Pattern GROUP = Pattern.compile("(user|oa)_send_group_.*|.*_(?:join|out|leave)_group|.*_request_join_group(?:_.*)?"
      + "|(?:create|delete|disperse)_group|(?:add|remove)_group_admin|update_group_info");

  private final Clock clock;

  ZaloEvents(Clock clock) {
    this.clock = clock;
  }

  /** {@code accounts} are the accounts of the app that was addressed, by OA id; {@code raw} is what {@code event} was read from. */
  ZaloEvent read(JsonNode event, byte[] raw, Map<String, ChannelAccount> accounts) {
    var name = text(event, "event_name");
    var sender = idOf(event, "sender");
    var recipient = idOf(event, "recipient");
    var account = firstOf(accounts, text(event, "oa_id"), recipient, sender);
    if (account == null) {
      return new ZaloEvent.Foreign();
    }
    if (GROUP.matcher(name).matches()) {
      return new ZaloEvent.Dropped(name.startsWith("user_send_group_") ? "group_message" : "group_event");
    }
    var resident = accounts.containsKey(sender) ? recipient : sender;
    var at = sentAt(event);
    return switch (name) {
      case "user_received_message" -> new ZaloEvent.Settled(receipts(event, account, Stage.DELIVERED, at));
      case "user_seen_message" -> new ZaloEvent.Settled(receipts(event, account, Stage.SEEN, at));
      case "permission_revoked" -> new ZaloEvent.Revoked(account);
      default -> {
        if (name.startsWith("oa_send_") && !name.equals("oa_send_consent")) {
          yield new ZaloEvent.Settled(receipts(event, account, Stage.ECHO, at));
        }
        var contents = contents(name, event);
        var from = contents.isEmpty() ? "" : whoDid(event, resident);
        yield from.isEmpty()
            ? new ZaloEvent.Unknown(account, name)
            : new ZaloEvent.Received(messages(contents, account, from, eventKey(name, event, raw), at));
      }
    };
  }

  /** Empty when the event is none that a resident's message is made of, or lacks what it should carry. */
  private List<Content> contents(String name, JsonNode event) {
    var message = event.path("message");
    return switch (name) {
      case "user_send_text" -> List.of(written(text(message, "text")));
      case "user_send_image" -> photos(message);
      case "user_send_location" -> location(message);
      case "follow", "user_follow" -> List.of(new Content.Followed());
      case "unfollow", "user_unfollow" -> List.of(new Content.Left());
      case "user_click_chatnow" -> List.of(new Content.Started(null));
      default -> {
        var kind = name.startsWith("user_send_") ? name.substring("user_send_".length()) : "";
        yield MEDIA.contains(kind) ? List.of(new Content.Unsupported(kind)) : List.of();
      }
    };
  }

  /** Buttons come back as a text that nobody typed: see {@link ZaloButtons}. */
  private static Content written(String text) {
    var payload = ZaloButtons.payloadOf(text);
    if (payload != null) {
      return new Content.Pressed(payload);
    }
    var start = START.matcher(text);
    return start.matches() ? new Content.Started("g-" + start.group(2)) : new Content.Text(text);
  }

  private static List<Content> photos(JsonNode message) {
    var caption = text(message, "text");
    var photos = new ArrayList<Content>();
    for (var attachment : message.path("attachments")) {
      var url = text(attachment.path("payload"), "url");
      if (!url.isEmpty()) {
        photos.add(new Content.Photo(url, caption.isEmpty() || !photos.isEmpty() ? null : caption));
      }
    }
    return photos;
  }

  /** {@code attachments[0].payload.coordinates}; one source shows {@code message.location}. */
  private static List<Content> location(JsonNode message) {
    var coordinates = message.path("attachments").path(0).path("payload").path("coordinates");
    var place = coordinates.isObject() ? coordinates : message.path("location");
    try {
      return List.of(new Content.Location(degrees(place, "latitude", 90), degrees(place, "longitude", 180)));
    } catch (NumberFormatException e) {
      return List.of();
    }
  }

  private static double degrees(JsonNode place, String field, int limit) {
    double degrees = Double.parseDouble(text(place, field));
    if (!(Math.abs(degrees) <= limit)) {
      throw new NumberFormatException("out of range");
    }
    return degrees;
  }

  private static List<InboundMessage> messages(
      List<Content> contents, ChannelAccount account, String from, String key, Instant at) {
    var address = new ChannelAddress(Channel.ZALO, account.id(), from);
    var messages = new ArrayList<InboundMessage>(contents.size());
    for (int i = 0; i < contents.size(); i++) {
      messages.add(new InboundMessage(account.wardId(), address, i == 0 ? key : key + "/" + i, at, contents.get(i)));
    }
    return messages;
  }

  /** Received carries {@code msg_id}, seen carries {@code msg_ids}; either is taken from both. */
  private static List<DeliveryReceipt> receipts(JsonNode event, ChannelAccount account, Stage stage, Instant at) {
    var message = event.path("message");
    var receipts = new ArrayList<DeliveryReceipt>();
    for (var id : message.path("msg_ids")) {
      receipts.add(new DeliveryReceipt(account.wardId(), account.id(), id.asString(""), stage, at));
    }
    var single = messageId(message);
    if (!single.isEmpty()) {
      receipts.add(new DeliveryReceipt(account.wardId(), account.id(), single, stage, at));
    }
    return receipts;
  }

  /** The same when Zalo repeats itself, also hours later. */
  private static String eventKey(String name, JsonNode event, byte[] raw) {
    var id = messageId(event.path("message"));
    return name + ":" + (id.isEmpty() ? HexFormat.of().formatHex(ZaloSignature.sha256().digest(raw)) : id);
  }

  private static String messageId(JsonNode message) {
    var id = text(message, "msg_id");
    return id.isEmpty() ? text(message, "message_id") : id;
  }

  /** Follow events name a follower, chat-now a bare {@code user_id}, all others a sender. */
  private static String whoDid(JsonNode event, String resident) {
    if (!resident.isEmpty()) {
      return resident;
    }
    var follower = idOf(event, "follower");
    return follower.isEmpty() ? text(event, "user_id") : follower;
  }

  private Instant sentAt(JsonNode event) {
    try {
      return Instant.ofEpochMilli(Long.parseLong(text(event, "timestamp")));
    } catch (NumberFormatException e) {
      return clock.instant();
    }
  }

  private static @Nullable ChannelAccount firstOf(Map<String, ChannelAccount> accounts, String... ids) {
    for (var id : ids) {
      var account = accounts.get(id);
      if (account != null) {
        return account;
      }
    }
    return null;
  }

  private static String idOf(JsonNode event, String party) {
    return text(event.path(party), "id");
  }

  /** A text or a number as its text; anything else as nothing. */
  static String text(JsonNode node, String field) {
    var value = node.path(field);
    return value.isValueNode() && !value.isNull() ? value.asString("") : "";
  }
}
