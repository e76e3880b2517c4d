package vn.caunoi.scorecard;

import java.util.Locale;

/** What a measure counted: {@code numerator} of {@code denominator}, and in words what the two are. */
public record Figure(long numerator, long denominator, String words) {

  /** {@code 37/40 tin đúng hạn (92,5 %)}. */
  public String text() {
    if (denominator == 0) {
      return "Chưa có số liệu trong kỳ";
    }
    return "%d/%d %s (%s)".formatted(numerator, denominator, words, percent(numerator, denominator));
  }

  /** Rounded down, so that nothing short of all reads as 100 %. */
  public static String percent(long numerator, long denominator) {
    long tenths = denominator == 0 ? 0 : numerator * 1000 / denominator;
    return tenths % 10 == 0 ? "%d %%".formatted(tenths / 10) : String.format(Locale.ROOT, "%d,%d %%", tenths / 10, tenths % 10);
  }
}
