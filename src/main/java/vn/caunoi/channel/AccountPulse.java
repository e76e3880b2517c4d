package vn.caunoi.channel;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.platform.LiveUpdates;

/**
 * Remembers when accounts last heard and sent something. Telling it costs a look into a map; what was told is written down by and by, an
 * account at most once in {@link #REST}, outside every other transaction. What a process has not written when it ends is lost: nothing but
 * the console reads it.
 */
@Component
public class AccountPulse implements SmartLifecycle {
  /** Live pages listen on this topic; the id is the account's. */
  public static final String TOPIC = "channel";
  static final Duration REST = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration LIMIT = Duration.ofSeconds(5);
  /** Anybody can call a webhook by any name. */
  private static final int MOST_DOORS = 200;
  private static final Logger log = LoggerFactory.getLogger(AccountPulse.class);

  /** A webhook as it was called. */
  record Door(Channel channel, String name) {}

  private final PulseRows rows;
  private final LiveUpdates live;
  private final Clock clock;
  private final Map<UUID, Beat> beats = new ConcurrentHashMap<>();
  private final Map<Door, Beat> doors = new ConcurrentHashMap<>();
  private volatile Disposable writing = Disposables.disposed();

  AccountPulse(PulseRows rows, LiveUpdates live, Clock clock) {
    this.rows = rows;
    this.live = live;
    this.clock = clock;
  }

  /** Somebody wrote to the account. */
  public void heard(UUID account) {
    beat(account).heard(clock.millis());
  }

  /** The network took a message of the account. */
  public void sent(UUID account) {
    beat(account).sent(clock.millis());
  }

  /** The network asked the account to slow down. */
  public void throttled(UUID account) {
    beat(account).throttled();
  }

  /** A webhook was called. {@code genuine}: with the right signature. */
  void called(Channel channel, String name, boolean genuine) {
    var door = new Door(channel, name);
    var known = doors.get(door);
    if (known != null || doors.size() < MOST_DOORS) {
      (known != null ? known : doors.computeIfAbsent(door, unknown -> new Beat())).called(clock.millis(), genuine);
    }
  }

  private Beat beat(UUID account) {
    var known = beats.get(account);
    return known != null ? known : beats.computeIfAbsent(account, unknown -> new Beat());
  }

  /** Writes down what is due, and tells open pages. */
  Mono<Void> write() {
    return openDoors().thenMany(Flux.defer(this::writeBeats))
        .doOnNext(written -> live.announce(written.ward(), TOPIC, written.account()))
        .then();
  }

  /** Finds out which accounts were called. */
  private Mono<Void> openDoors() {
    var called = Map.copyOf(doors);
    called.keySet().forEach(doors::remove);
    return called.isEmpty() ? Mono.empty() : rows.behind(called.keySet()).timeout(LIMIT)
        .doOnNext(found -> beat(found.account()).add(called.get(found.door())))
        .then();
  }

  private Flux<PulseRows.Written> writeBeats() {
    long now = System.nanoTime();
    List<Beat.Taken> due = new ArrayList<>();
    beats.forEach((account, beat) -> {
      if (beat.isDue(now, REST)) {
        due.add(beat.take(account, now));
      }
    });
    return due.isEmpty() ? Flux.empty() : rows.write(due).timeout(LIMIT)
        .doOnError(e -> due.forEach(taken -> beat(taken.account()).giveBack(taken)));
  }

  private Mono<Void> round() {
    return write().onErrorResume(e -> {
      log.warn("account pulse not written error={}", e.getClass().getSimpleName());
      return Mono.empty();
    });
  }

  @Override
  public void start() {
    writing = Flux.interval(LOOK).onBackpressureDrop().concatMap(tick -> round(), 1).subscribe();
  }

  @Override
  public void stop() {
    writing.dispose();
  }

  @Override
  public boolean isRunning() {
    return !writing.isDisposed();
  }
}
