package vn.caunoi.tip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.caunoi.calendar.WorkingDays;

class TipClockTests {
  private static final Instant FRIDAY = Instant.parse("2026-11-20T07:05:00Z");

  @Test
  void hoursRunThroughNightsAndWeekends() {
    var deadline = new TipClock(null, 24, null, "chuyển cơ quan điều tra").from(FRIDAY, WorkingDays.without(Set.of()));
    assertThat(deadline.at()).isEqualTo("2026-11-21T07:05:00Z");
    assertThat(deadline.explanation()).isEqualTo("24 giờ từ 20/11/2026 14:05, tính liên tục: chuyển cơ quan điều tra");
  }

  @Test
  void workingDaysSkipWeekendsAndHolidaysAndEndWithTheDay() {
    var days = WorkingDays.without(Set.of(LocalDate.of(2026, 11, 24)));
    var deadline = new TipClock(null, null, 3, "thông báo kết quả").from(FRIDAY, days);
    assertThat(deadline.at()).isEqualTo("2026-11-26T16:59:00Z");
    assertThat(deadline.explanation()).isEqualTo("3 ngày làm việc từ 20/11/2026 14:05, trừ thứ Bảy, Chủ nhật và 1 ngày nghỉ lễ: thông báo kết quả");
  }

  @Test
  void aDayInVietnamMayBeAnotherDayInUtc() {
    var lateSunday = Instant.parse("2026-11-22T18:00:00Z");
    var deadline = new TipClock(null, null, 1, "").from(lateSunday, WorkingDays.without(Set.of()));
    assertThat(deadline.at()).isEqualTo("2026-11-24T16:59:00Z");
  }

  @Test
  void refusesTwoMeasuresAtOnce() {
    assertThatThrownBy(() -> new TipClock(15, 1, null, "")).isInstanceOf(IllegalArgumentException.class);
  }
}
