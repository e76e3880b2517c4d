package vn.caunoi.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import net.time4j.PlainDate;
import net.time4j.calendar.EastAsianMonth;
import net.time4j.calendar.EastAsianYear;
import net.time4j.calendar.VietnameseCalendar;
import org.jspecify.annotations.Nullable;
import vn.caunoi.platform.WrongSetting;

/** {@code config/calendar.yaml} as it is written. */
record OccasionFile(List<Entry> occasions) {
  static final String PATH = "config/calendar.yaml";
  private static final Pattern DAY = Pattern.compile("(\\d{2})-(\\d{2})");

  /** {@code date} or {@code lunar}: {@code MM-DD}, the latter by Vietnam's own lunar calendar (UTC+7). */
  record Entry(String key, String name, String basis, @Nullable String date, @Nullable String lunar, List<LeadEntry> leads) {

    Occasion in(int year) {
      return new Occasion(key, name, basis, dateIn(year), leads.stream().map(LeadEntry::toLead).toList());
    }

    private LocalDate dateIn(int year) {
      if (date != null) {
        return monthDay(date).atYear(year);
      }
      var day = DAY.matcher(lunar == null ? "" : lunar);
      if (!day.matches()) {
        throw wrong("lunar phải có dạng MM-DD");
      }
      var lunarDay = VietnameseCalendar.of(EastAsianYear.forGregorian(year), EastAsianMonth.valueOf(Integer.parseInt(day.group(1))),
          Integer.parseInt(day.group(2)));
      return lunarDay.transform(PlainDate.axis()).toTemporalAccessor();
    }

    private MonthDay monthDay(String text) {
      try {
        return MonthDay.parse("--" + text);
      } catch (DateTimeException e) {
        throw wrong("date phải có dạng MM-DD");
      }
    }

    private void check() {
      if ((date == null) == (lunar == null)) {
        throw wrong("cần đúng một trong hai: date hoặc lunar");
      }
      dateIn(2026);
    }

    private WrongSetting wrong(String why) {
      return new WrongSetting("%s, mục \"%s\": %s.".formatted(PATH, key, why));
    }
  }

  record LeadEntry(int daysBefore, String title, String body) {
    private Occasion.Lead toLead() {
      return new Occasion.Lead(daysBefore, title, body.strip());
    }
  }

  OccasionFile checked() {
    var keys = new HashSet<String>();
    for (var entry : occasions) {
      entry.check();
      if (!keys.add(entry.key())) {
        throw entry.wrong("key bị trùng");
      }
    }
    return this;
  }
}
