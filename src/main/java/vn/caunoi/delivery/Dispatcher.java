package vn.caunoi.delivery;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import vn.caunoi.platform.LiveUpdates;

/** The engine of the way out: keeps the lanes of this node going, and lets their last sends end when the service stops. */
@Component
class Dispatcher implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
  private static final Duration KEEP = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration LAST_SENDS = Duration.ofSeconds(6);
  private static final int MOST_LANES = 10_000;

  private final LaneKeeper keeper;
  private final Outcomes outcomes;
  private final DispatchSignal signal;
  private final LiveUpdates live;
  private final Clock clock;
  private volatile boolean running;
  private Disposable loops = Disposables.disposed();
  private Mono<Void> lanesEnded = Mono.empty();
  private Mono<Void> allWritten = Mono.empty();

  Dispatcher(LaneKeeper keeper, Outcomes outcomes, DispatchSignal signal, LiveUpdates live, Clock clock) {
    this.keeper = keeper;
    this.outcomes = outcomes;
    this.signal = signal;
    this.live = live;
    this.clock = clock;
  }

  @Override
  public void start() {
    running = true;
    Sinks.Many<Lane> opened = Sinks.many().unicast().onBackpressureBuffer();
    Sinks.Empty<Void> ended = Sinks.empty();
    Sinks.Empty<Void> written = Sinks.empty();
    lanesEnded = ended.asMono();
    allWritten = written.asMono();
    var keeping = again(KEEP, "lanes not kept", Mono.defer(() -> keeper.keep(opened::tryEmitNext))).doFinally(end -> opened.tryEmitComplete());
    var sending = opened.asFlux().flatMap(this::run, MOST_LANES).then().doFinally(end -> ended.tryEmitEmpty());
    var writing = outcomes.run().doFinally(end -> written.tryEmitEmpty());
    var looking = again(LOOK, "due work not looked for", Mono.defer(() -> keeper.look(clock)));
    var hearing = live.everywhere(DispatchSignal.TOPIC).doOnNext(news -> signal.ringHere(news.id())).then();
    loops = Flux.merge(8, keeping, sending, writing, looking, hearing).subscribe();
  }

  private Mono<Void> run(Lane lane) {
    return keeper.run(lane).onErrorResume(e -> {
      log.error("lane broken account={}", lane.account().id(), e);
      return Mono.empty();
    });
  }

  private Mono<Void> again(Duration pause, String trouble, Mono<Void> round) {
    return round.onErrorResume(e -> {
          log.warn("{} error={}", trouble, e.toString());
          return Mono.empty();
        })
        .then(Mono.delay(pause)).repeat(() -> running).then();
  }

  @Override
  public void stop(Runnable callback) {
    running = false;
    keeper.closeAll();
    lanesEnded.timeout(LAST_SENDS).onErrorComplete()
        .then(Mono.fromRunnable(outcomes::finish))
        .then(allWritten.timeout(LAST_SENDS).onErrorComplete())
        .then(Mono.defer(keeper::giveBack).onErrorComplete())
        .doFinally(end -> {
          loops.dispose();
          callback.run();
        })
        .subscribe();
  }

  @Override
  public void stop() {
    stop(() -> { });
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
