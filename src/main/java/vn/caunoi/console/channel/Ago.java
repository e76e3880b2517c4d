package vn.caunoi.console.channel;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.caunoi.platform.VietnamTime;

/** A moment as people say it: {@code text} is "3 phút trước", {@code full} the date and time for who wants to know. */
record Ago(String text, String full) {
  static final Ago NEVER = new Ago("chưa có", "");

  static Ago of(@Nullable Instant at, Instant now) {
    return at == null ? NEVER : new Ago(words(Duration.between(at, now)), VietnamTime.minute(at));
  }

  private static String words(Duration since) {
    if (since.toMinutes() < 1) {
      return "vừa xong";
    }
    if (since.toHours() < 1) {
      return since.toMinutes() + " phút trước";
    }
    return since.toDays() < 1 ? since.toHours() + " giờ trước" : since.toDays() + " ngày trước";
  }
}
