package vn.caunoi.scorecard;

import java.time.Instant;
import java.time.LocalDate;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.VietnamTime;

/** What is assessed: a calendar year in Vietnam. {@code to} is the first moment after it. */
public record Period(int year) {
  private static final int FIRST = 2020;
  private static final int LAST = 2100;

  public static Period parse(String text) {
    if (text.matches("\\d{4}") && Integer.parseInt(text) >= FIRST && Integer.parseInt(text) <= LAST) {
      return new Period(Integer.parseInt(text));
    }
    throw new InvalidInput("period", "Kỳ đánh giá là một năm, ví dụ 2026.");
  }

  public static Period of(Instant now) {
    return new Period(VietnamTime.dateOf(now).getYear());
  }

  public Instant from() {
    return VietnamTime.startOf(LocalDate.of(year, 1, 1));
  }

  public Instant to() {
    return VietnamTime.startOf(LocalDate.of(year + 1, 1, 1));
  }

  @Override
  public String toString() {
    return String.valueOf(year);
  }
}
