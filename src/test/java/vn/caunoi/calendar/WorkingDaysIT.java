package vn.caunoi.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.caunoi.CauNoiTest;

@CauNoiTest
class WorkingDaysIT {
  @Autowired WorkingDays days;

  @Test
  void tetIsNoWorkingDay() {
    assertThat(days.isWorkingDay(LocalDate.of(2026, 2, 17))).isFalse();
    assertThat(days.after(LocalDate.of(2026, 2, 13), 1)).isEqualTo(LocalDate.of(2026, 2, 23));
    assertThat(days.after(LocalDate.of(2027, 2, 4), 1)).isEqualTo(LocalDate.of(2027, 2, 12));
  }

  @Test
  void aSaturdayWorkedInExchangeCounts() {
    assertThat(days.isWorkingDay(LocalDate.of(2026, 8, 22))).isTrue();
    assertThat(days.isWorkingDay(LocalDate.of(2026, 8, 29))).isFalse();
  }
}
