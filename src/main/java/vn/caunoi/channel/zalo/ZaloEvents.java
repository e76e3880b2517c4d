package vn.caunoi.channel.zalo;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.DeliveryReceipt;
import vn.caunoi.channel.DeliveryReceipt.Stage;
import vn.caunoi.channel.GroupChat;
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
  /** Acknowledged, counted and forgotten: no use for us, or none that would be worth keeping what they carry (phone numbers, comments). */
  private static final Map<String, String> COUNTED = Map.ofEntries(
      Map.entry("user_reacted_message", "reaction"), Map.entry("oa_reacted_message", "reaction"),
      Map.entry("oa_send_consent", "consent"), Map.entry("user_reply_consent", "consent"), Map.entry("oa_call_user", "call"),
      Map.entry("widget_failed_to_sync_user_external_id", "widget"),
      Map.entry("add_user_to_tag", "tag"), Map.entry("remove_user_from_tag", "tag"), Map.entry("remove_tag", "tag"),
      Map.entry("update_user_info", "user_info"),
      Map.entry("shop_has_order", "shop"), Map.entry("extension_purchased", "shop"),
      Map.entry("user_feedback", "template_feedback"), Map.entry("user_click_response_button", "template_feedback"),
      Map.entry("change_oa_daily_quota", "template_admin"), Map.entry("change_oa_template_tags", "template_admin"),
      Map.entry("change_template_quality", "template_admin"), Map.entry("change_template_quota", "template_admin"),
      Map.entry("change_template_status", "template_admin"), Map.entry("event_journey_time_out", "template_admin"),
      Map.entry("event_journey_acknowledged", "template_admin"));

  private final Clock clock;

  ZaloEvents(Clock clock) {
    this.clock = clock;
  }

  /** {@code accounts} are the accounts of the app that was addressed, by OA id; {@code raw} is what {@code event} was read from. */
  ZaloEvent read(JsonNode event, byte[] raw, Map<String, ChannelAccount> accounts) {
    var name = text(event, "event_name");
    var sender = idOf(event, "sender");
    var recipient = idOf(event, "recipient");
    var oaId = firstOf(accounts, text(event, "oa_id"), text(event, "oaId"), text(event, "oaid"), recipient, sender);
    if (oaId == null) {
      return new ZaloEvent.Foreign();
    }
    var account = accounts.get(oaId);
    var at = sentAt(event);
    if (name.startsWith("oa_send_") && !COUNTED.containsKey(name)) {
      return new ZaloEvent.Settled(echoes(event, account, at, echoOf(name, event, account, recipient)));
    }
    if (ZaloGroupEvents.concerns(name)) {
      return ZaloGroupEvents.read(name, event, account, oaId, at);
    }
    if (name.startsWith("anonymous_")) {
      return visitor(event, account, at);
    }
    return switch (name) {
      case "user_received_message" -> new ZaloEvent.Settled(receipts(event, account, Stage.DELIVERED, at));
      case "user_seen_message" -> new ZaloEvent.Settled(receipts(event, account, Stage.SEEN, at));
      case "permission_revoked" -> new ZaloEvent.Revoked(account, at);
      default -> {
        var contents = ZaloContents.of(name, event);
        var from = contents.isEmpty() ? "" : whoDid(event, accounts.containsKey(sender) ? recipient : sender);
        if (!from.isEmpty()) {
          yield new ZaloEvent.Received(messages(contents, account, from, eventKey(name, event, raw), at));
        }
        yield COUNTED.containsKey(name) ? new ZaloEvent.Dropped(COUNTED.get(name))
            : name.equals("user_submit_info") ? new ZaloEvent.Dropped("submit_info") : new ZaloEvent.Unknown(account, name);
      }
    };
  }

  /**
   * Somebody at the chat box of a website, without an account that could be found again: no resident, so nothing is kept, and once a day they
   * are told where to write.
   */
  private static ZaloEvent visitor(JsonNode event, ChannelAccount account, Instant at) {
    var who = idOf(event, "sender");
    var conversation = text(event.path("message"), "conversation_id");
    if (who.isEmpty() || conversation.isEmpty()) {
      return new ZaloEvent.Dropped("visitor");
    }
    var place = new ChannelAddress(Channel.ZALO, account.id(), new ZaloRecipient.Visitor(who, conversation).externalId());
    var key = place.externalId() + ":" + at.truncatedTo(ChronoUnit.DAYS);
    return new ZaloEvent.Received(List.of(new InboundMessage(account.wardId(), place, key, at, new Content.Elsewhere(Content.Place.VISITOR, null))));
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
      if (id.isValueNode() && !id.asString("").isBlank()) {
        receipts.add(new DeliveryReceipt(account.wardId(), account.id(), id.asString(""), stage, at));
      }
    }
    var single = messageId(message);
    if (!single.isEmpty()) {
      receipts.add(new DeliveryReceipt(account.wardId(), account.id(), single, stage, at));
    }
    return receipts;
  }

  private static List<DeliveryReceipt> echoes(JsonNode event, ChannelAccount account, Instant at, DeliveryReceipt.@Nullable Echo echo) {
    var id = messageId(event.path("message"));
    return id.isEmpty() ? List.of() : List.of(new DeliveryReceipt(account.wardId(), account.id(), id, Stage.ECHO, at, echo));
  }

  /** What the OA sent to whom; null when the event does not tell both. */
  private static DeliveryReceipt.@Nullable Echo echoOf(String name, JsonNode event, ChannelAccount account, String recipient) {
    var text = text(event.path("message"), "text");
    if (recipient.isEmpty() || text.isBlank()) {
      return null;
    }
    return new DeliveryReceipt.Echo(ZaloGroupEvents.concerns(name) ? GroupChat.addressOf(account.id(), recipient)
        : new ChannelAddress(Channel.ZALO, account.id(), recipient), text);
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

  /** Follow events name a follower, chat-now a bare {@code user_id}, widgets one inside {@code data}, all others a sender. */
  private static String whoDid(JsonNode event, String resident) {
    return Stream.of(resident, idOf(event, "follower"), text(event, "user_id"), text(event.path("data"), "user_id"))
        .filter(id -> !id.isEmpty()).findFirst().orElse("");
  }

  private Instant sentAt(JsonNode event) {
    try {
      return Instant.ofEpochMilli(Long.parseLong(text(event, "timestamp")));
    } catch (NumberFormatException e) {
      return clock.instant();
    }
  }

  private static @Nullable String firstOf(Map<String, ChannelAccount> accounts, String... ids) {
    return Stream.of(ids).filter(accounts::containsKey).findFirst().orElse(null);
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
