package vn.caunoi.delivery;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many targets of a campaign stand in which state. {@code ratePerSecond} is what left in the last ten seconds. */
public record DeliveryTally(Map<Delivery.Status, Long> states, double ratePerSecond) {
  public DeliveryTally {
    states = Map.copyOf(states);
  }

  public long of(Delivery.Status status) {
    return states.getOrDefault(status, 0L);
  }

  /** All targets: always the sum of the states. */
  public long total() {
    return states.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Still to leave or on the way out. */
  public long open() {
    return of(Delivery.Status.PLANNED) + of(Delivery.Status.CLAIMED);
  }

  /** The network took it at least. */
  public long reached() {
    return of(Delivery.Status.ACCEPTED) + of(Delivery.Status.DELIVERED) + of(Delivery.Status.SEEN);
  }

  /** What left, however it ended. */
  public long tried() {
    return reached() + of(Delivery.Status.FAILED) + of(Delivery.Status.UNKNOWN);
  }

  /** Share of failures among everything tried, for the error brake; 0 when nothing was tried. */
  public double failureShare() {
    return tried() == 0 ? 0 : (double) (tried() - reached()) / tried();
  }

  /** At the present rate; null when nothing moves. */
  public @Nullable Long etaSeconds() {
    if (open() == 0) {
      return 0L;
    }
    return ratePerSecond <= 0 ? null : (long) Math.ceil(open() / ratePerSecond);
  }
}
