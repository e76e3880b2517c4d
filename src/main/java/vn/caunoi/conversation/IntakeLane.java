package vn.caunoi.conversation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import vn.caunoi.channel.InboxUnavailable;

/**
 * Group commit: while one batch is being committed the next one gathers, and everybody is answered after the commit of theirs. Nobody
 * waits for a batch to fill. A sender always uses the same lane, so one person's messages are committed in the order of their arrival,
 * and two lanes never write the same key.
 */
final class IntakeLane {
  private static final Logger log = LoggerFactory.getLogger(IntakeLane.class);
  private static final int BATCH = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final InboxRows rows;
  private final Consumer<Mono<Void>> launch;
  private final Afterwards afterwards;
  private final ArrayBlockingQueue<Waiting> queue;
  private final AtomicBoolean running = new AtomicBoolean();

  private record Waiting(InboxRow row, Sinks.Empty<Void> answer) {}

  /** A batch is committed: so many rows, so many of them new. */
  interface Afterwards {
    void written(int rows, long added);
  }

  IntakeLane(InboxRows rows, int capacity, Consumer<Mono<Void>> launch, Afterwards afterwards) {
    this.rows = rows;
    this.launch = launch;
    this.afterwards = afterwards;
    this.queue = new ArrayBlockingQueue<>(capacity);
  }

  /** Queues the row at once; completes after its commit. Whoever stops waiting does not take the row back. */
  Mono<Void> offer(InboxRow row) {
    var waiting = new Waiting(row, Sinks.empty());
    if (!queue.offer(waiting)) {
      return Mono.error(new InboxUnavailable("inbox queue is full"));
    }
    kick();
    return waiting.answer().asMono();
  }

  /** Enough space for so many more; another caller may still be faster. */
  boolean hasRoomFor(int more) {
    return queue.remainingCapacity() >= more;
  }

  private void kick() {
    if (running.compareAndSet(false, true)) {
      launch.accept(drain());
    }
  }

  private Mono<Void> drain() {
    return Mono.defer(this::writeWaiting)
        .repeat(() -> !queue.isEmpty())
        .then()
        .doFinally(signal -> {
          running.set(false);
          if (!queue.isEmpty()) {
            kick();
          }
        });
  }

  private Mono<Void> writeWaiting() {
    var batch = new ArrayList<Waiting>(BATCH);
    queue.drainTo(batch, BATCH);
    return batch.isEmpty() ? Mono.empty() : write(batch);
  }

  private Mono<Void> write(List<Waiting> batch) {
    return rows.insert(batch.stream().map(Waiting::row).toList())
        .timeout(PATIENCE)
        .doOnNext(added -> stored(batch, added))
        .then()
        .onErrorResume(e -> isRowsFault(e) && batch.size() > 1 ? writeOneByOne(batch, e) : refuse(batch, e));
  }

  /** One bad row must not take the others with it. */
  private Mono<Void> writeOneByOne(List<Waiting> batch, Throwable cause) {
    log.warn("inbox batch written row by row rows={} error={}", batch.size(), cause.getClass().getSimpleName());
    return Flux.fromIterable(batch).concatMap(waiting -> write(List.of(waiting))).then();
  }

  private Mono<Void> refuse(List<Waiting> batch, Throwable cause) {
    log.error("inbox rows not stored rows={} error={}", batch.size(), cause.getClass().getSimpleName());
    batch.forEach(waiting -> waiting.answer().tryEmitError(new InboxUnavailable("inbox cannot be written")));
    return Mono.empty();
  }

  private void stored(List<Waiting> batch, long added) {
    batch.forEach(waiting -> waiting.answer().tryEmitEmpty());
    afterwards.written(batch.size(), added);
  }

  /** An unreachable database is nobody's fault in particular. */
  private static boolean isRowsFault(Throwable e) {
    return e instanceof DataAccessException && !(e instanceof DataAccessResourceFailureException);
  }
}
