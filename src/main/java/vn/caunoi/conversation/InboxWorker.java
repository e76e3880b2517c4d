package vn.caunoi.conversation;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Answers what is in the inbox: a few rounds at the same time, never two messages of one sender. A worker runs as long as it finds something and is
 * started by a hint after an intake, by another worker that found something, and every second. During a surge one worker alone goes on,
 * with pauses.
 */
@Component
class InboxWorker implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(InboxWorker.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  /** So many messages in one commit mean that networks push harder than we answer: storing what they bring comes first. */
  private static final int SURGE = 8;
  private static final Duration SURGE_LASTS = Duration.ofMillis(200);
  private static final Duration SURGE_PAUSE = Duration.ofMillis(20);

  private final InboxAnswering answering;
  private final InboxMeters meters;
  private final int most;
  private final AtomicInteger working = new AtomicInteger();
  private final AtomicBoolean missedHint = new AtomicBoolean();
  private volatile long surgeUntil = System.nanoTime();
  private volatile boolean running;
  private Disposable polling = Disposables.disposed();

  InboxWorker(InboxAnswering answering, InboxMeters meters, ConversationSettings settings) {
    this.answering = answering;
    this.meters = meters;
    this.most = settings.workers();
  }

  /** So many messages were just stored together. */
  void stored(int together) {
    if (together >= SURGE) {
      surgeUntil = System.nanoTime() + SURGE_LASTS.toNanos();
    }
    wake();
  }

  /** There may be something to do. Costs next to nothing. */
  void wake() {
    if (!running) {
      return;
    }
    int limit = surge() ? Math.min(1, most) : most;
    if (working.getAndUpdate(n -> n < limit ? n + 1 : n) < limit) {
      work().subscribe();
    } else {
      missedHint.set(true);
    }
  }

  private boolean surge() {
    return surgeUntil - System.nanoTime() > 0;
  }

  private Mono<Void> work() {
    var found = new AtomicBoolean(true);
    return Mono.defer(this::answerSome)
        .doOnNext(answered -> {
          found.set(answered);
          if (answered) {
            wake();
          }
        })
        .repeat(found::get)
        .then()
        .doOnError(e -> log.error("inbox worker stops until the next hint error={}", e.getClass().getSimpleName()))
        .onErrorComplete()
        .doFinally(signal -> {
          working.decrementAndGet();
          if (missedHint.getAndSet(false) && !surge()) {
            wake();
          }
        });
  }

  private Mono<Boolean> answerSome() {
    if (!running || surge() && working.get() > 1) {
      return Mono.just(false);
    }
    return surge() ? Mono.delay(SURGE_PAUSE).then(timed()) : timed();
  }

  /** True when there was something to do. */
  private Mono<Boolean> timed() {
    return Mono.defer(() -> {
      long begun = System.nanoTime();
      return answering.answerSome(surge() ? 1 : InboxAnswering.TOGETHER)
          .doOnNext(answered -> meters.answered(answered, System.nanoTime() - begun))
          .map(answered -> true)
          .defaultIfEmpty(false);
    });
  }

  @Override
  public void start() {
    running = true;
    polling = Flux.interval(Duration.ZERO, POLL).onBackpressureDrop().subscribe(tick -> wake());
  }

  @Override
  public void stop() {
    running = false;
    polling.dispose();
  }

  boolean idle() {
    return working.get() == 0;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
