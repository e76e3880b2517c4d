package vn.caunoi.conversation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import vn.caunoi.channel.Channel;

/** What the way in counts. */
@Component
class InboxMeters {
  private final MeterRegistry meters;
  private final Counter received;
  private final Counter duplicates;
  private final Counter parked;
  private final Timer turns;

  InboxMeters(MeterRegistry meters) {
    this.meters = meters;
    this.received = Counter.builder("caunoi.inbox.received").description("messages stored or known already").register(meters);
    this.duplicates = Counter.builder("caunoi.inbox.duplicates").description("messages that a network repeated").register(meters);
    this.parked = Counter.builder("caunoi.inbox.parked").description("messages given up after repeated failures").register(meters);
    this.turns = Timer.builder("caunoi.conversation.turn").description("one message answered, commit included").register(meters);
  }

  void stored(int rows, long added) {
    received.increment(rows);
    duplicates.increment(rows - added);
  }

  void parked() {
    parked.increment();
  }

  void unknown(Channel channel) {
    meters.counter("caunoi.inbox.unknown", "channel", channel.name()).increment();
  }

  /** So many messages were answered together in so many nanoseconds; each counts with its share. */
  void answered(int messages, long nanos) {
    for (int i = 0; i < messages; i++) {
      turns.record(nanos / messages, TimeUnit.NANOSECONDS);
    }
  }
}
