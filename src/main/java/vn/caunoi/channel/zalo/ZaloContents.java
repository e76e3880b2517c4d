package vn.caunoi.channel.zalo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import vn.caunoi.channel.InboundMessage.Content;

/**
 * What a resident did, by the event's name. Empty when it is nothing of the kind, or lacks what it should carry. Attachments look like
 * <pre>"message":{"msg_id":"5f1c…","attachments":[{"type":"image","payload":{"thumbnail":"https://…","url":"https://…"}}]}</pre>
 */
final class ZaloContents {
  /** The OA chat has no deep link with a payload: a resident who came by a QR code sends this line instead. */
  private static final Pattern START = Pattern.compile("(?i)\\s*(g-)([A-Za-z0-9_-]{4,60})\\s*");
  private static final Set<String> UNREAD = Set.of("file", "audio", "video", "sticker", "business_card");

  private ZaloContents() {}

  static List<Content> of(String name, JsonNode event) {
    var message = event.path("message");
    return switch (name) {
      case "user_send_text" -> List.of(written(text(message, "text")));
      case "user_send_image", "user_send_gif" -> photos(message);
      case "user_send_location" -> location(message);
      case "user_send_link" -> List.of(link(message));
      case "follow", "user_follow" -> List.of(new Content.Followed());
      case "unfollow", "user_unfollow" -> List.of(new Content.Left());
      case "user_click_chatnow" -> List.of(new Content.Started(null));
      case "user_withdraw" -> List.of(new Content.Withdrew());
      case "user_submit_info" -> List.of(submitted(text(event.path("info"), "phone")));
      case "user_call_oa" -> List.of(new Content.Interacted("call"));
      case "oa_call_user" -> isPositive(event, "talk_time") ? List.of(new Content.Interacted("call")) : List.of();
      case "user_reply_consent" -> text(event, "user_consent").equals("ALLOW") ? List.of(new Content.Interacted("consent")) : List.of();
      case "widget_interaction_accepted" -> List.of(new Content.Interacted("widget"));
      default -> {
        var kind = name.startsWith("user_send_") ? name.substring("user_send_".length()) : "";
        yield UNREAD.contains(kind) ? List.of(new Content.Unsupported(kind)) : List.of();
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

  /** Words with an address in them come as a link, which must not cost us the words: somebody may be reporting a fraud. */
  private static Content link(JsonNode message) {
    var words = text(message, "text");
    return words.isBlank() ? new Content.Unsupported("link") : written(words);
  }

  /** The answer to Zalo's form. A name, a birth date and an address come with it: the number alone goes further than this line. */
  private static Content submitted(String phone) {
    return phone.isBlank() ? new Content.Interacted("submit_info") : new Content.PhoneGiven(phone);
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

  private static boolean isPositive(JsonNode event, String field) {
    return text(event, field).matches("0*[1-9]\\d*");
  }

  private static String text(JsonNode node, String field) {
    return ZaloEvents.text(node, field);
  }
}
