package vn.caunoi.calendar;

import java.time.LocalDate;
import java.util.List;

/**
 * One day (or the opening day of one month) that the ward prepares for, in one year. {@code key} names the entry of
 * {@code config/calendar.yaml}; {@code basis} is its legal basis; {@code leads} are the days before (positive) or after (negative) on which
 * something is due; {@code drafts} are the texts to begin with.
 */
public record Occasion(String key, String name, String basis, LocalDate date, List<Lead> leads) {

  /** A text that leaves {@code daysBefore} days before the occasion (negative: after it), as {@code T-7}, {@code D} or {@code D+1}. */
  public record Lead(int daysBefore, String title, String body) {
    public String label() {
      return daysBefore > 0 ? "T-" + daysBefore : daysBefore == 0 ? "D" : "D+" + -daysBefore;
    }
  }

  /** The day on which this lead's notice leaves. */
  public LocalDate dayOf(Lead lead) {
    return date.minusDays(lead.daysBefore());
  }
}
