package vn.caunoi.tip;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import vn.caunoi.calendar.WorkingDays;
import vn.caunoi.platform.VietnamTime;

/**
 * How long something may take, from {@code config/categories.yaml}: minutes and hours run day and night, working days end with the day.
 * {@code basis} says what must have happened by then.
 */
public record TipClock(@Nullable Integer minutes, @Nullable Integer hours, @Nullable Integer workingDays, String basis) {
  private static final LocalTime END_OF_DAY = LocalTime.of(23, 59);

  public TipClock {
    long given = java.util.stream.Stream.of(minutes, hours, workingDays).filter(java.util.Objects::nonNull).count();
    if (given != 1) {
      throw new IllegalArgumentException("thời hạn cần đúng một trong minutes, hours, workingDays");
    }
  }

  /** When it is due, and why. */
  public record Deadline(Instant at, String explanation) {}

  public Deadline from(Instant received, WorkingDays days) {
    var since = " từ " + VietnamTime.minute(received);
    if (workingDays == null) {
      var length = minutes != null ? Duration.ofMinutes(minutes) : Duration.ofHours(hours == null ? 0 : hours);
      var words = minutes != null ? minutes + " phút" : hours + " giờ";
      return new Deadline(received.plus(length), words + since + ", tính liên tục: " + basis);
    }
    var start = VietnamTime.dateOf(received);
    var last = days.after(start, workingDays);
    int holidays = days.holidaysBetween(start, last);
    var without = holidays == 0 ? "" : " và " + holidays + " ngày nghỉ lễ";
    return new Deadline(VietnamTime.at(last.atTime(END_OF_DAY)),
        workingDays + " ngày làm việc" + since + ", trừ thứ Bảy, Chủ nhật" + without + ": " + basis);
  }
}
