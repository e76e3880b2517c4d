package vn.caunoi.channel.zalo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.platform.VietnameseText;

/**
 * One message as both endpoints take it, for instance
 * <pre>{"recipient":{"user_id":"6647…"},"message":{"text":"…","attachment":{"type":"template","payload":{"buttons":[…]}}}}</pre>
 *
 * @param picture attachment id of the uploaded image, which leaves no room for buttons
 */
record ZaloLetter(ZaloRecipient to, OutboundMessage message, @Nullable String picture) {
  static final int MAX_TEXT = 2_000;
  private static final int MAX_BUTTONS = 5;

  ZaloLetter with(@Nullable String attachmentId) {
    return new ZaloLetter(to, message, attachmentId);
  }

  ZaloLetter withoutQuote() {
    return new ZaloLetter(to, message.quoting(null), picture);
  }

  /** Quoting is for text alone. */
  boolean quotes() {
    return message.quotes() != null && picture == null;
  }

  boolean showsButtons(ZaloPin pin) {
    return pin.buttons() && picture == null && !message.buttons().isEmpty() && message.buttons().size() <= MAX_BUTTONS;
  }

  /** What is read on the phone, in NFC, the form in which Zalo counts. */
  String text(ZaloPin pin) {
    var text = showsButtons(pin) ? message.text() : ZaloButtons.numbered(message.text(), message.buttons());
    return VietnameseText.normalize(text);
  }

  Map<String, Object> body(ZaloPin pin) {
    return Map.of("recipient", to.wire(), "message", content(pin));
  }

  private Map<String, Object> content(ZaloPin pin) {
    var text = text(pin);
    if (picture != null) {
      var image = List.of(Map.of("media_type", "image", "attachment_id", picture));
      var attachment = template(Map.of("template_type", "media", "elements", image));
      return text.isEmpty() ? Map.of("attachment", attachment) : Map.of("text", text, "attachment", attachment);
    }
    var content = new HashMap<String, Object>(Map.of("text", text));
    if (showsButtons(pin)) {
      content.put("attachment", template(Map.of("buttons", ZaloButtons.wire(message.buttons()))));
    }
    if (quotes()) {
      content.put("quote_message_id", message.quotes());
    }
    return content;
  }

  private static Map<String, Object> template(Map<String, Object> payload) {
    return Map.of("type", "template", "payload", payload);
  }

  /** Never the words or the address. */
  @Override
  public String toString() {
    return "ZaloLetter[" + message + "]";
  }
}
