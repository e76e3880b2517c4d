package vn.caunoi.channel.simulated;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A request to send, checked as Zalo checks it. {@code userId} may be the id of an anonymous visitor; {@code toMany}: a broadcast to a part of
 * all followers.
 */
record ZaloTwinLetter(String userId, boolean toMany, String text, List<ZaloTwinOa.Button> buttons, @Nullable String picture) {
  private static final Set<String> TYPES = Set.of("oa.open.url", "oa.query.show", "oa.query.hide", "oa.open.phone", "oa.open.sms");

  static ZaloTwinLetter read(byte[] body) {
    var root = tree(body);
    var message = root.path("message");
    var payload = message.path("attachment").path("payload");
    var element = payload.path("elements").path(0);
    var recipient = root.path("recipient");
    var user = text(recipient, "user_id");
    return new ZaloTwinLetter(user.isEmpty() ? text(recipient, "anonymous_id") : user, recipient.has("target"), text(message, "text"), buttons(payload.path("buttons")),
        element.isMissingNode() ? null : text(element, "attachment_id"));
  }

  /** 0, or what Zalo answers. */
  int error(boolean takesButtons, Set<String> pictures) {
    if (userId.isEmpty() || (text.isEmpty() && picture == null)) {
      return -201;
    }
    if (Normalizer.normalize(text, Normalizer.Form.NFC).length() > 2_000 || buttons.size() > 5) {
      return -210;
    }
    if (picture != null && !pictures.contains(picture)) {
      return -100;
    }
    return !buttons.isEmpty() && (!takesButtons || !buttons.stream().allMatch(ZaloTwinLetter::valid)) ? -201 : 0;
  }

  private static boolean valid(ZaloTwinOa.Button button) {
    return !button.title().isEmpty() && button.title().length() <= 100 && TYPES.contains(button.type())
        && !button.payload().isEmpty() && button.payload().length() <= 1_000;
  }

  private static List<ZaloTwinOa.Button> buttons(JsonNode wire) {
    var buttons = new ArrayList<ZaloTwinOa.Button>();
    for (var button : wire) {
      var payload = button.path("payload");
      buttons.add(new ZaloTwinOa.Button(text(button, "title"), text(button, "type"),
          payload.isObject() ? text(payload, "url") : text(button, "payload")));
    }
    return buttons;
  }

  private static JsonNode tree(byte[] body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
