package vn.caunoi.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Writes down what became of sends: always all that waited while the last batch was written, in one statement. What cannot be written at
 * all stays claimed, and the sweep makes it unknown.
 */
@Component
class Outcomes {
  private static final Logger log = LoggerFactory.getLogger(Outcomes.class);
  private static final int MOST = 500;
  private static final int MOST_WAITING = 2_000;
  private static final Retry WHILE_AWAY = Retry.backoff(8, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(5))
      .filter(e -> !(e instanceof DataIntegrityViolationException))
      .doBeforeRetry(again -> log.warn("outcomes not written yet error={}", again.failure().toString()));

  private record Waiting(Lane lane, Decision decision) {}

  private final Decisions decisions;
  private final Aftermath aftermath;
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final Bell bell = new Bell();
  private final AtomicInteger unwritten = new AtomicInteger();
  private volatile boolean finishing;

  Outcomes(Decisions decisions, Aftermath aftermath) {
    this.decisions = decisions;
    this.aftermath = aftermath;
  }

  /** Nothing more should be claimed until some outcomes are written. */
  boolean isBehind() {
    return unwritten.get() > MOST_WAITING;
  }

  void add(Lane lane, Decision decision) {
    unwritten.incrementAndGet();
    waiting.add(new Waiting(lane, decision));
    bell.ring();
  }

  /** Writes until {@link #finish()}; completes when nothing waits any more. */
  Mono<Void> run() {
    finishing = false;
    return Mono.defer(this::round).repeat(() -> !finishing || !waiting.isEmpty()).then();
  }

  void finish() {
    finishing = true;
    bell.ring();
  }

  private Mono<Void> round() {
    bell.reset();
    var batch = take();
    if (batch.isEmpty()) {
      return finishing ? Mono.empty() : bell.heard();
    }
    Map<UUID, Lane> lanes = new ConcurrentHashMap<>();
    batch.forEach(w -> lanes.put(w.decision().claimed().delivery().id(), w.lane()));
    return write(batch.stream().map(Waiting::decision).toList())
        .collectList()
        .flatMap(written -> aftermath.of(written, lanes))
        .onErrorResume(e -> {
          log.error("outcomes lost count={} error={}", batch.size(), e.toString());
          return Mono.empty();
        })
        .doFinally(end -> unwritten.addAndGet(-batch.size()))
        .doFinally(end -> batch.stream().map(Waiting::lane).collect(Collectors.toSet()).forEach(Lane::wake));
  }

  private List<Waiting> take() {
    var batch = new ArrayList<Waiting>();
    for (var next = waiting.poll(); next != null; next = batch.size() < MOST ? waiting.poll() : null) {
      batch.add(next);
    }
    return batch;
  }

  private Flux<Decisions.Written> write(List<Decision> batch) {
    return Flux.defer(() -> decisions.write(batch)).collectList().timeout(Duration.ofSeconds(10)).retryWhen(WHILE_AWAY)
        .flatMapIterable(written -> written)
        .onErrorResume(e -> batch.size() == 1 ? Flux.error(e) : Flux.fromIterable(batch).concatMap(this::writeAlone));
  }

  /** One bad row must not take the others with it. */
  private Flux<Decisions.Written> writeAlone(Decision decision) {
    return decisions.write(List.of(decision)).onErrorResume(e -> {
      log.error("outcome not written delivery={} error={}", decision.claimed().delivery().id(), e.getClass().getSimpleName());
      return Flux.empty();
    });
  }
}
