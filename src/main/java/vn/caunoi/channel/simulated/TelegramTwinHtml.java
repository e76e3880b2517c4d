package vn.caunoi.channel.simulated;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads text as the real server reads {@code parse_mode} HTML: few tags, four named entities, and a "no" to everything else. */
final class TelegramTwinHtml {
  private static final Set<String> TAGS = Set.of("b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "a", "blockquote",
      "tg-spoiler", "span");
  private static final Map<String, String> ENTITIES = Map.of("&lt;", "<", "&gt;", ">", "&amp;", "&", "&quot;", "\"");
  private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][A-Za-z0-9-]*)([^>]*)>");
  private static final Pattern ENTITY = Pattern.compile("&(?:lt|gt|amp|quot);");

  private TelegramTwinHtml() {}

  /** The text that people see. */
  static String plain(String html) throws Unparsable {
    var seen = new StringBuilder();
    var open = new ArrayDeque<String>();
    int at = 0;
    while (at < html.length()) {
      if (html.charAt(at) != '<') {
        int next = html.indexOf('<', at);
        seen.append(unescape(html.substring(at, next < 0 ? html.length() : next)));
        at = next < 0 ? html.length() : next;
        continue;
      }
      var tag = TAG.matcher(html).region(at, html.length());
      if (!tag.lookingAt() || !TAGS.contains(tag.group(2).toLowerCase(java.util.Locale.ROOT))) {
        throw new Unparsable("Unsupported start tag \"" + html.substring(at + 1).split("[\\s>]", 2)[0] + "\" at byte offset " + bytes(html, at));
      }
      if (tag.group(1).isEmpty()) {
        open.push(tag.group(2));
      } else if (open.isEmpty() || !open.pop().equals(tag.group(2))) {
        throw new Unparsable("Unmatched end tag at byte offset " + bytes(html, at));
      }
      at = tag.end();
    }
    if (!open.isEmpty()) {
      throw new Unparsable("Can't find end tag corresponding to start tag \"" + open.peek() + "\"");
    }
    return seen.toString();
  }

  private static String unescape(String text) {
    return ENTITY.matcher(text).replaceAll(entity -> ENTITIES.get(entity.group()).replace("$", "\\$"));
  }

  private static int bytes(String text, int upTo) {
    return text.substring(0, upTo).getBytes(StandardCharsets.UTF_8).length;
  }

  /** What the server says after "can't parse entities: ". */
  static final class Unparsable extends Exception {
    private static final long serialVersionUID = 1;

    Unparsable(String message) {
      super(message, null, false, false);
    }
  }
}
