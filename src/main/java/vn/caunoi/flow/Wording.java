package vn.caunoi.flow;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text for people in Vietnamese and, where given, English. <code>{name}</code> stands for a variable. */
record Wording(String vi, @Nullable String en) {
  /** Most characters of a variable shown in a text: a summary shows the beginning of a long tip, the tip itself stays whole. */
  static final int MAX_INSERTED = 1_000;

  /** The variable that chooses the language. */
  static final String LANGUAGE = "language";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][a-z0-9_]*)}");
  private static final Pattern GAPS = Pattern.compile("\\s{3,}");

  static Wording of(String vi) {
    return new Wording(vi, null);
  }

  /** The text with its variables, once: braces in what a resident wrote stay what they are. */
  String show(Map<String, String> variables) {
    return fill(in(variables), variables, true);
  }

  /** As {@link #show}, with every variable whole: for arguments. */
  String whole(Map<String, String> variables) {
    return fill(in(variables), variables, false);
  }

  private String in(Map<String, String> variables) {
    return en != null && "en".equals(variables.get(LANGUAGE)) ? en : vi;
  }

  Set<String> placeholders() {
    var names = new TreeSet<String>();
    PLACEHOLDER.matcher(vi).results().forEach(found -> names.add(found.group(1)));
    if (en != null) {
      PLACEHOLDER.matcher(en).results().forEach(found -> names.add(found.group(1)));
    }
    return names;
  }

  int longest() {
    return Math.max(vi.length(), en == null ? 0 : en.length());
  }

  private static String fill(String text, Map<String, String> variables, boolean shown) {
    return PLACEHOLDER.matcher(text).replaceAll(found -> {
      var value = variables.getOrDefault(found.group(1), "");
      return Matcher.quoteReplacement(shown ? shorten(value) : value);
    });
  }

  private static String shorten(String value) {
    var tidy = GAPS.matcher(value.strip()).replaceAll("\n\n");
    return cut(tidy, MAX_INSERTED);
  }

  /** At most so many characters, the last one an ellipsis where something was cut. */
  static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
    return text.substring(0, end) + "…";
  }
}
