package vn.caunoi.media;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** What the virus scanner keeps back. */
@Component
class MediaMeters {
  private final AtomicLong waiting = new AtomicLong();
  private final Counter infected;

  MediaMeters(MeterRegistry meters) {
    this.infected = Counter.builder("caunoi.media.infected").description("photos in which the virus scanner found something").register(meters);
    Gauge.builder("caunoi.media.waiting", waiting, AtomicLong::doubleValue).description("photos that wait for the virus scanner").register(meters);
  }

  void infected() {
    infected.increment();
  }

  /** As the last sweep found it. */
  void waiting(long photos) {
    waiting.set(photos);
  }
}
