package vn.caunoi.channel.simulated;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the requests of one OA; the count starts anew with each minute. */
final class ZaloTwinMeter {
  private final Clock clock;
  private final AtomicLong refused = new AtomicLong();
  private long minute;
  private int used;

  ZaloTwinMeter(Clock clock) {
    this.clock = clock;
  }

  /** Counts one request; false when it is above the limit of a minute. */
  synchronized boolean admits(int most) {
    long current = clock.instant().getEpochSecond() / 60;
    if (current != minute) {
      minute = current;
      used = 0;
    }
    if (++used > most) {
      refused.incrementAndGet();
      return false;
    }
    return true;
  }

  synchronized int left(int most) {
    return most - used;
  }

  long refused() {
    return refused.get();
  }
}
