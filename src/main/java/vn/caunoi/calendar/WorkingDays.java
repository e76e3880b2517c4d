package vn.caunoi.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import vn.caunoi.platform.ConfigFiles;

/** Which days offices work: Monday to Friday without {@code config/holidays.yaml}, and the Saturdays worked in exchange. */
@Component
public final class WorkingDays {
  private final Set<LocalDate> holidays = new HashSet<>();
  private final Set<LocalDate> worked = new HashSet<>();

  /** The file as it is written. */
  record HolidayTable(List<Holiday> holidays, List<WorkedDay> working) {}

  record Holiday(LocalDate from, LocalDate to, String name) {}

  record WorkedDay(LocalDate on, String name) {}

  @Autowired
  WorkingDays(ConfigFiles files) {
    this(files.read("config/holidays.yaml", HolidayTable.class));
  }

  WorkingDays(HolidayTable table) {
    table.holidays().forEach(h -> holidays.addAll(h.from().datesUntil(h.to().plusDays(1)).toList()));
    table.working().forEach(w -> worked.add(w.on()));
  }

  /** A table of its own, for tests and what-if questions. */
  public static WorkingDays without(Set<LocalDate> holidays) {
    return new WorkingDays(new HolidayTable(holidays.stream().map(d -> new Holiday(d, d, "")).toList(), List.of()));
  }

  public boolean isWorkingDay(LocalDate date) {
    return worked.contains(date) || !isWeekend(date) && !holidays.contains(date);
  }

  /** The {@code count}-th working day after this one; the day itself does not count. */
  public LocalDate after(LocalDate date, int count) {
    var day = date;
    for (int left = count; left > 0;) {
      day = day.plusDays(1);
      left -= isWorkingDay(day) ? 1 : 0;
    }
    return day;
  }

  /** Public holidays on what would have been working days, after the first date up to the second. */
  public int holidaysBetween(LocalDate after, LocalDate until) {
    return (int) after.plusDays(1).datesUntil(until.plusDays(1)).filter(d -> !isWeekend(d) && !isWorkingDay(d)).count();
  }

  private static boolean isWeekend(LocalDate date) {
    return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
  }
}
