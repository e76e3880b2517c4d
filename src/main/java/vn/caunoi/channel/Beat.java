package vn.caunoi.channel;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** What one account did since it was last written down. Times are epoch milliseconds, 0 for never. */
final class Beat {

  /** To be written. */
  record Taken(UUID account, long heard, long sent, long called, long refused, long throttled) {}

  private final AtomicLong throttled = new AtomicLong();
  private volatile long heard;
  private volatile long sent;
  private volatile long called;
  private volatile long refused;
  private volatile boolean news;
  private volatile long writtenAt;
  private volatile boolean written;

  void heard(long now) {
    heard = now;
    news = true;
  }

  void sent(long now) {
    sent = now;
    news = true;
  }

  void throttled() {
    throttled.incrementAndGet();
    news = true;
  }

  void called(long now, boolean genuine) {
    if (genuine) {
      called = now;
    } else {
      refused = now;
    }
    news = true;
  }

  void add(Beat other) {
    called = Math.max(called, other.called);
    refused = Math.max(refused, other.refused);
    news = true;
  }

  /** The first news after a rest is due at once. {@code now} is {@link System#nanoTime()}. */
  boolean isDue(long now, Duration rest) {
    return news && (!written || now - writtenAt >= rest.toNanos());
  }

  Taken take(UUID account, long now) {
    news = false;
    written = true;
    writtenAt = now;
    return new Taken(account, heard, sent, called, refused, throttled.getAndSet(0));
  }

  /** It could not be written. */
  void giveBack(Taken taken) {
    throttled.addAndGet(taken.throttled());
    news = true;
  }
}
