package vn.caunoi.platform;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Where people read or write a date: Vietnam, UTC+7 without daylight saving. Everywhere else time is an {@link Instant}. */
public final class VietnamTime {
  public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  private VietnamTime() {}

  /** {@code 22/11/2026 14:05}. */
  public static String minute(Instant at) {
    return MINUTE.format(at.atZone(ZONE));
  }

  /** {@code 22/11/2026}. */
  public static String day(Instant at) {
    return DAY.format(at.atZone(ZONE));
  }

  /** {@code 22/11/2026}. */
  public static String day(LocalDate date) {
    return DAY.format(date);
  }

  public static LocalDate dateOf(Instant at) {
    return LocalDate.ofInstant(at, ZONE);
  }

  public static Instant startOf(LocalDate date) {
    return date.atStartOfDay(ZONE).toInstant();
  }

  public static Instant at(LocalDateTime local) {
    return local.atZone(ZONE).toInstant();
  }
}
