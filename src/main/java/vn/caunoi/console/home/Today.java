package vn.caunoi.console.home;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of the day, each a link to its rows. {@code satisfaction} is null when there are too few answers to show; {@code channels}
 * says what is wrong with accounts, a sentence each.
 */
record Today(long toSign, long overdue, long newTips, long mine, @Nullable String satisfaction, long answered, String scorecard, long notAssessed,
    @Nullable Latest campaign, @Nullable Coming occasion, List<String> channels) {

  /** The last campaign that ran, with how many of how many it reached. */
  record Latest(String id, String title, String status, long reached, long total) {}

  record Coming(String name, String date, long daysLeft) {}
}
