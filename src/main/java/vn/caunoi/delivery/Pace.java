package vn.caunoi.delivery;

import java.time.Duration;

/**
 * Spreads sends evenly: a slot each {@code 1/rate} seconds. What was missed is caught up with by one slot or 20 ms at most, so that no
 * second holds more than the rate and one. Times are {@link System#nanoTime()}.
 */
final class Pace {
  private static final long CATCH_UP = Duration.ofMillis(20).toNanos();

  private final long interval;
  private long next;

  Pace(double perSecond, long now) {
    this.interval = (long) (1_000_000_000 / perSecond);
    this.next = now;
  }

  static Pace unbound() {
    return new Pace(Double.POSITIVE_INFINITY, System.nanoTime());
  }

  boolean isBound() {
    return interval > 0;
  }

  /** Takes the next slot at this share of the rate (1 all of it); gives how many nanoseconds from now it is, 0 when it is now. */
  long take(long now, double share) {
    if (interval == 0) {
      return 0;
    }
    long slot = Math.max(next, now - Math.max(interval, CATCH_UP));
    next = slot + (long) (interval / share);
    return Math.max(0, slot - now);
  }
}
