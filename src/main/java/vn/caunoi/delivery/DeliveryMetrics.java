package vn.caunoi.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.SendOutcome;

/** Figures of the way out. */
@Component
class DeliveryMetrics {
  private final MeterRegistry registry;
  private final Map<Channel, AtomicLong> backlog = new ConcurrentHashMap<>();

  DeliveryMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (var channel : Channel.values()) {
      backlog.put(channel, registry.gauge("caunoi.delivery.backlog", java.util.List.of(io.micrometer.core.instrument.Tag.of("channel", channel.name())),
          new AtomicLong()));
    }
  }

  void count(Decisions.Written written) {
    if (!written.decision().tried()) {
      return;
    }
    var channel = written.after().to().channel().name();
    var outcome = written.decision().outcome();
    registry.counter("caunoi.delivery.sends", "channel", channel, "outcome", outcome.getClass().getSimpleName()).increment();
    if (outcome instanceof SendOutcome.RateLimited limited) {
      registry.counter("caunoi.delivery.throttled.seconds", "channel", channel).increment(limited.retryAfter().toMillis() / 1000.0);
    }
    if (written.after().status() == Delivery.Status.UNKNOWN) {
      registry.counter("caunoi.delivery.unknown", "channel", channel).increment();
    }
  }

  /** Due and not yet sent, as the last sweep found it. */
  void backlog(Map<Channel, Long> due) {
    backlog.forEach((channel, gauge) -> gauge.set(due.getOrDefault(channel, 0L)));
  }
}
