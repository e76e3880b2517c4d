package vn.caunoi.tip;

import java.util.Locale;
import java.util.regex.Pattern;

/** The public number of a tip, {@code PA-26-0042}: two digits of the year, then the number of the ward in that year. */
final class TipCode {
  private static final Pattern TYPED = Pattern.compile("PA-?(\\d{2})-?(\\d{1,7})");

  private TipCode() {}

  /** As people type it: {@code pa 26 42}. What is no number stays as it is and finds nothing. */
  static String parse(String typed) {
    var text = typed.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s–—_./]+", "-");
    var parts = TYPED.matcher(text);
    return parts.matches() ? "PA-%s-%04d".formatted(parts.group(1), Integer.parseInt(parts.group(2))) : text;
  }

  static boolean isOne(String code) {
    return TYPED.matcher(code).matches();
  }
}
