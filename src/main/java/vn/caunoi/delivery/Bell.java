package vn.caunoi.delivery;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Wakes one waiting loop. A ring between {@link #reset()} and {@link #heard()} is not lost. */
final class Bell {
  private Sinks.Empty<Void> next = Sinks.empty();

  void ring() {
    Sinks.Empty<Void> ringing;
    synchronized (this) {
      ringing = next;
    }
    ringing.tryEmitEmpty();
  }

  /** From now on {@link #heard()} waits for a ring; call it before looking for work. */
  synchronized void reset() {
    next = Sinks.empty();
  }

  synchronized Mono<Void> heard() {
    return next.asMono();
  }
}
