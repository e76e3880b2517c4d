package vn.caunoi.conversation;

import io.micrometer.core.instrument.Timer;
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
 * Answers what is in the inbox: a few messages at the same time, one of each sender. A worker runs as long as it finds something and is
 * started by a hint after an intake, by another worker that found something, and every second.
 */
@Component
class InboxWorker implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(InboxWorker.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final InboxAnswering answering;
  private final InboxMeters meters;
  private final int most;
  private final AtomicInteger working = new AtomicInteger();
  private final AtomicBoolean missedHint = new AtomicBoolean();
  private volatile boolean running;
  private Disposable polling = Disposables.disposed();

  InboxWorker(InboxAnswering answering, InboxMeters meters, ConversationSettings settings) {
    this.answering = answering;
    this.meters = meters;
    this.most = settings.workers();
  }

  /** There may be something to do. Costs next to nothing. */
  void wake() {
    if (!running) {
      return;
    }
    if (working.getAndUpdate(n -> Math.min(n + 1, most)) < most) {
      work().subscribe();
    } else {
      missedHint.set(true);
    }
  }

  private Mono<Void> work() {
    var found = new AtomicBoolean(true);
    return Mono.defer(this::answerOne)
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
          if (missedHint.getAndSet(false)) {
            wake();
          }
        });
  }

  private Mono<Boolean> answerOne() {
    if (!running) {
      return Mono.just(false);
    }
    var started = Timer.start();
    return answering.answerOne().doOnNext(answered -> {
      if (answered) {
        started.stop(meters.turns());
      }
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
