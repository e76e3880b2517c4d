package vn.caunoi.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.dataformat.yaml.YAMLMapper;
import vn.caunoi.platform.WrongSetting;

class EventCalendarTests {
  private final EventCalendar calendar = new EventCalendar(new YAMLMapper().readValue(Path.of("config/calendar.yaml").toFile(), OccasionFile.class));

  @ParameterizedTest
  @CsvSource({"moi-truong,2027-06-05", "phong-chong-ma-tuy,2027-06-26", "mua-ban-nguoi,2027-07-30", "ngay-hoi-19-8,2027-08-19", "pccc-04-10,2027-10-04"})
  void knowsTheDaysThatTheShippedCalendarPromises(String key, LocalDate date) {
    assertThat(calendar.find(key, 2027)).hasValueSatisfying(occasion -> assertThat(occasion.date()).isEqualTo(date));
  }

  /** The table of the Vietnamese rule (UTC+7); in 2030 the Chinese calendar is a day later. */
  @ParameterizedTest
  @CsvSource({"2026,2026-02-17", "2027,2027-02-06", "2028,2028-01-26", "2029,2029-02-13", "2030,2030-02-02", "2031,2031-01-23", "2032,2032-02-11"})
  void findsTetByTheVietnameseLunarCalendar(int year, LocalDate tet) {
    assertThat(calendar.find("tet", year)).hasValueSatisfying(occasion -> assertThat(occasion.date()).isEqualTo(tet));
  }

  @Test
  void listsOccasionsOfASpanInOrderOverTheTurnOfTheYear() {
    var dates = calendar.between(LocalDate.of(2026, 11, 1), LocalDate.of(2027, 3, 1)).stream().map(Occasion::date).toList();
    assertThat(dates).isSorted().contains(LocalDate.of(2026, 11, 18), LocalDate.of(2027, 2, 6)).doesNotContain(LocalDate.of(2026, 10, 4));
  }

  @Test
  void countsLeadsBackAndForth() {
    var festival = calendar.find("ngay-hoi-19-8", 2027).orElseThrow();
    assertThat(festival.leads()).extracting(Occasion.Lead::label).containsExactly("T-30", "T-7", "T-1", "D+1");
    assertThat(festival.leads()).extracting(festival::dayOf)
        .containsExactly(LocalDate.of(2027, 7, 20), LocalDate.of(2027, 8, 12), LocalDate.of(2027, 8, 18), LocalDate.of(2027, 8, 20));
  }

  @Test
  void refusesADayThatDoesNotExist() {
    var wrong = new OccasionFile(List.of(new OccasionFile.Entry("x", "X", "", "13-41", null, List.of())));
    assertThatThrownBy(() -> new EventCalendar(wrong)).isInstanceOf(WrongSetting.class).hasMessageContaining("config/calendar.yaml").hasMessageContaining("\"x\"");
  }
}
