package vn.caunoi.contact;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.Channel;

/**
 * Whether a network lets us write to somebody now. Zalo: free for 48 hours after the person last did something, billed up to 7 days,
 * impossible after. Telegram and web chat: always. Since the last time is kept to the hour, the window closes up to an hour early,
 * never late. {@code hoursLeft} counts whole hours to the next worse verdict.
 */
public record ReplyWindow(Verdict verdict, long hoursLeft) {
  public static final Duration FREE = Duration.ofHours(48);
  public static final Duration HARD = Duration.ofDays(7);

  public enum Verdict { OPEN_FREE, OPEN_BILLED, CLOSED }

  private static final ReplyWindow ALWAYS = new ReplyWindow(Verdict.OPEN_FREE, Long.MAX_VALUE);
  private static final ReplyWindow CLOSED = new ReplyWindow(Verdict.CLOSED, 0);

  public static ReplyWindow of(Channel channel, @Nullable Instant lastInAt, Instant now) {
    if (channel != Channel.ZALO) {
      return ALWAYS;
    }
    if (lastInAt == null) {
      return CLOSED;
    }
    var since = Duration.between(lastInAt, now);
    if (since.compareTo(FREE) < 0) {
      return new ReplyWindow(Verdict.OPEN_FREE, FREE.minus(since).toHours());
    }
    return since.compareTo(HARD) < 0 ? new ReplyWindow(Verdict.OPEN_BILLED, HARD.minus(since).toHours()) : CLOSED;
  }

  public boolean open() {
    return verdict != Verdict.CLOSED;
  }
}
