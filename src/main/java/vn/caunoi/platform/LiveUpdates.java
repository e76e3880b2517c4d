package vn.caunoi.platform;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Tells open pages and workers on every node that something changed, over PostgreSQL LISTEN/NOTIFY. Only a hint: nothing depends on its
 * arrival. Carries ids, never content. Sent in batches outside any transaction, because NOTIFY serialises commits.
 */
@Component
public class LiveUpdates implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(LiveUpdates.class);
  private static final String PG_CHANNEL = "caunoi";
  private static final Duration BATCH = Duration.ofMillis(200);
  private static final int MOST_WAITING = 10_000;

  /** Something of this topic changed in this ward. {@code id} names the record, or the ward itself. */
  public record Announcement(UUID wardId, String topic, UUID id) {
    private String encode() {
      return wardId + "|" + topic + "|" + id;
    }

    private static Announcement decode(String text) {
      var parts = text.split("\\|");
      return new Announcement(UUID.fromString(parts[0]), parts[1], UUID.fromString(parts[2]));
    }
  }

  private final DatabaseClient database;
  private final Sinks.Many<Announcement> waiting = Sinks.many().unicast().onBackpressureBuffer(new java.util.concurrent.ArrayBlockingQueue<>(MOST_WAITING));
  private final Flux<Announcement> heard;
  private volatile Disposable sending = reactor.core.Disposables.disposed();

  LiveUpdates(DatabaseClient database, PostgresqlConnectionFactory direct) {
    this.database = database;
    this.heard = Flux.usingWhen(direct.create(), LiveUpdates::listen, PostgresqlConnection::close)
        .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(500)).maxBackoff(Duration.ofSeconds(5)))
        .share();
  }

  /** Hands out a hint; returns at once. Call it after the commit. A hint that does not fit is dropped. */
  public void announce(UUID wardId, String topic, UUID id) {
    synchronized (waiting) {
      waiting.tryEmitNext(new Announcement(wardId, topic, id));
    }
  }

  /** The hint leaves when the transaction it is called in commits, or at once when there is none. */
  public Mono<Void> announceAfterCommit(UUID wardId, String topic, UUID id) {
    return AfterCommit.run(Mono.fromRunnable(() -> announce(wardId, topic, id)));
  }

  /** What is announced in one ward, on these topics, from now on; never ends by itself. */
  public Flux<Announcement> of(UUID wardId, String... topics) {
    var wanted = List.of(topics);
    return heard.filter(a -> a.wardId().equals(wardId) && wanted.contains(a.topic()))
        .onBackpressureBuffer(256, dropped -> { }, reactor.core.publisher.BufferOverflowStrategy.DROP_OLDEST);
  }

  /** For workers: announcements of one topic in any ward. */
  public Flux<Announcement> everywhere(String topic) {
    return heard.filter(a -> a.topic().equals(topic))
        .onBackpressureBuffer(256, dropped -> { }, reactor.core.publisher.BufferOverflowStrategy.DROP_OLDEST);
  }

  private static Flux<Announcement> listen(PostgresqlConnection connection) {
    return connection.createStatement("LISTEN " + PG_CHANNEL).execute().flatMap(result -> result.getRowsUpdated())
        .thenMany(connection.getNotifications())
        .mapNotNull(notification -> notification.getParameter())
        .map(Announcement::decode);
  }

  private Mono<Void> send(List<Announcement> batch) {
    var texts = new LinkedHashSet<>(batch).stream().map(Announcement::encode).toArray(String[]::new);
    return database.sql("select pg_notify('" + PG_CHANNEL + "', t) from unnest(:texts) as t").bind("texts", texts)
        .fetch().rowsUpdated()
        .timeout(Duration.ofSeconds(5))
        .doOnError(e -> log.warn("live updates not sent count={} error={}", texts.length, e.toString()))
        .onErrorComplete()
        .then();
  }

  @Override
  public void start() {
    sending = waiting.asFlux().bufferTimeout(500, BATCH).onBackpressureBuffer(100).concatMap(this::send).subscribe();
  }

  @Override
  public void stop() {
    sending.dispose();
  }

  @Override
  public boolean isRunning() {
    return !sending.isDisposed();
  }
}
