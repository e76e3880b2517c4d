package vn.caunoi.channel.zalo;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.Button;

/**
 * Buttons on Zalo: a press comes back as an ordinary text that equals the button's payload, so ours begin with a mark nobody types.
 * ({@code oa.query.hide} keeps that text out of the chat; one source says payloads should start with {@code #}.)
 * Whether v3 takes buttons at all is unsure, hence the numbered text.
 */
final class ZaloButtons {
  private static final String MARK = "#cn:";

  private ZaloButtons() {}

  static @Nullable String payloadOf(String text) {
    return text.startsWith(MARK) && text.length() > MARK.length() ? text.substring(MARK.length()).strip() : null;
  }

  static List<Map<String, Object>> wire(List<Button> buttons) {
    return usable(buttons).map(ZaloButtons::wire).toList();
  }

  /** Zalo has no button that asks the phone for something. */
  private static Stream<Button> usable(List<Button> buttons) {
    return buttons.stream().filter(button -> !(button instanceof Button.Asking));
  }

  private static Map<String, Object> wire(Button button) {
    return switch (button) {
      case Button.Reply reply -> Map.of("title", reply.label(), "type", "oa.query.hide", "payload", MARK + reply.payload());
      case Button.Link link -> Map.of("title", link.label(), "type", "oa.open.url", "payload", Map.of("url", link.url()));
      case Button.Asking asking -> throw new IllegalArgumentException("no such button");
    };
  }

  /** The same choices to be answered by number, or where a choice has none by its words. */
  static String numbered(String text, List<Button> buttons) {
    var lines = new StringBuilder(text);
    for (var button : usable(buttons).toList()) {
      lines.append(lines.isEmpty() ? "" : "\n").append(switch (button) {
        case Button.Reply reply -> (reply.typed() == null ? "– " : reply.typed() + ". ") + reply.label();
        case Button.Link link -> link.label() + ": " + link.url();
        case Button.Asking asking -> "";
      });
    }
    return lines.toString();
  }
}
