package vn.caunoi.console.tip;

import java.time.Duration;
import java.time.Instant;

/** How long is left, as people say it: words first, colour second. */
record Remaining(String text, String tone) {
  private static final long SOON_PERCENT = 20;

  /** {@code running} is false when nobody has to act any more. */
  static Remaining of(Instant from, Instant due, Instant now, boolean running) {
    if (!running) {
      return new Remaining("", "");
    }
    if (now.isAfter(due)) {
      return new Remaining("quá " + words(Duration.between(due, now)), "danger");
    }
    var left = Duration.between(now, due);
    boolean soon = left.toSeconds() * 100 < Duration.between(from, due).toSeconds() * SOON_PERCENT;
    return new Remaining("còn " + words(left), soon ? "soon" : "");
  }

  /** {@code 3 giờ trước}. */
  static String ago(Instant at, Instant now) {
    var since = Duration.between(at, now);
    return since.toMinutes() < 1 ? "vừa xong" : words(since) + " trước";
  }

  private static String words(Duration length) {
    if (length.toMinutes() < 60) {
      return Math.max(1, length.toMinutes()) + " phút";
    }
    return length.toHours() < 48 ? length.toHours() + " giờ" : length.toDays() + " ngày";
  }
}
