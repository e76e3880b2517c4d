package vn.caunoi.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.r2dbc.pool.ConnectionPool;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;

/** People close tabs in the middle of a page; the connections they used must serve the next ones. */
@CauNoiTest
class UncancelledIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Autowired DatabaseClient database;
  @Autowired TransactionalOperator transactions;
  @Autowired ConnectionPool pool;
  @Autowired TestWard wards;
  @LocalServerPort int port;

  private final Random random = new Random(7);

  @Test
  void queriesThatNobodyWaitsForGiveTheirConnectionBack() {
    Flux.range(0, 2_000).flatMap(n -> hungUp(rows()), 16).blockLast(PATIENCE);
    everybodyIsServed();
  }

  @Test
  void transactionsThatNobodyWaitsForGiveTheirConnectionBack() {
    Flux.range(0, 1_000).flatMap(n -> hungUp(transactions.transactional(rows().thenMany(rows()).count())), 16).blockLast(PATIENCE);
    everybodyIsServed();
  }

  @Test
  void whatHasSeenEnoughLeavesTheConnectionClean() {
    Flux.range(0, 500).flatMap(n -> rows().next().zipWith(rows().any(value -> value > 10)), 16).blockLast(PATIENCE);
    everybodyIsServed();
  }

  /** Without the cure one in about a hundred takes a connection with it. */
  @Test
  void livePagesThatAreClosedGiveTheirConnectionBack() {
    var chat = "http://localhost:" + port + "/chat/" + wards.create().slug();
    var web = WebClient.create();
    var key = web.post().uri(chat + "/messages").bodyValue(Map.of("id", UUID.randomUUID().toString(), "text", "chào"))
        .exchangeToMono(answer -> answer.releaseBody().thenReturn(answer.cookies().getFirst("chat").getValue())).block(PATIENCE);
    var live = web.get().uri(chat + "/events").cookie("chat", key).accept(MediaType.TEXT_EVENT_STREAM)
        .exchangeToFlux(answer -> answer.bodyToFlux(String.class));
    Flux.range(0, 1_500).flatMap(n -> hungUp(live), 4).blockLast(PATIENCE.multipliedBy(3));
    everybodyIsServed();
  }

  @Test
  void aTransactionCommitsAlthoughItsCallerIsGone() {
    var begun = new AtomicInteger();
    var ended = new AtomicInteger();
    transactions.transactional(rows().doOnNext(row -> begun.incrementAndGet()).thenMany(rows()).doOnComplete(ended::incrementAndGet).then())
        .timeout(Duration.ofNanos(1)).onErrorComplete().block(PATIENCE);
    await().atMost(PATIENCE).until(() -> ended.get() == 1);
    assertThat(begun).hasValue(50);
  }

  private Flux<Integer> rows() {
    return database.sql("select n from generate_series(1, 50) as n").map(row -> row.get(0, Integer.class)).all();
  }

  private Mono<Void> hungUp(Publisher<?> work) {
    return Mono.defer(() -> Flux.from(work).then().timeout(Duration.ofNanos(1 + random.nextInt(20_000_000)))).onErrorComplete();
  }

  private void everybodyIsServed() {
    Flux.range(0, 64).flatMap(n -> rows().count(), 16).blockLast(PATIENCE);
    await().atMost(PATIENCE).until(() -> pool.getMetrics().orElseThrow().pendingAcquireSize() == 0);
  }
}
