package vn.caunoi.channel.simulated;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * What went over the wire of one stand-in, for people who watch. Holds names of methods and events and how each ended: never a token, an
 * address or a text. Only the newest are kept.
 */
public final class TwinJournal {
  private static final int KEPT = 200;

  /** CALL: the service asked the network. EVENT: the network told the service. */
  public enum Way { CALL, EVENT }

  /** {@code result} is the code that was answered, or what happened instead. */
  public record Entry(Instant at, Way way, String what, String result) {}

  private final Clock clock;
  private final Newest<Entry> entries = new Newest<>(KEPT);
  private final Sinks.Many<Instant> news = Sinks.many().multicast().directBestEffort();

  TwinJournal(Clock clock) {
    this.clock = clock;
  }

  void call(String method, String result) {
    add(new Entry(clock.instant(), Way.CALL, method, result));
  }

  void event(String name, String result) {
    add(new Entry(clock.instant(), Way.EVENT, name, result));
  }

  /** Newest first. */
  public List<Entry> entries() {
    return entries.all().reversed();
  }

  /** Emits whenever something was added; never ends by itself. Who is slow misses some. */
  public Flux<Instant> changes() {
    return news.asFlux();
  }

  private synchronized void add(Entry entry) {
    entries.add(entry);
    news.tryEmitNext(entry.at());
  }
}
