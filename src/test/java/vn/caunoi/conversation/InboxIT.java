package vn.caunoi.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.InboundMessage;
import vn.caunoi.channel.InboundReceiver;
import vn.caunoi.channel.InboxUnavailable;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.Ward;

/** The inbox and its workers, with turns that only write down what they were given. */
@CauNoiTest
class InboxIT {
  @Autowired InboundReceiver inbox;
  @Autowired InboxWorker service;
  @Autowired InboxRows rows;
  @Autowired InboxClaims claims;
  @Autowired InboxPhotos photos;
  @Autowired InboxAlbums albums;
  @Autowired InboxFailures failures;
  @Autowired InboxMeters meters;
  @Autowired ParkedMessages parked;
  @Autowired UnknownEvents unknown;
  @Autowired InboxSweep sweep;
  @Autowired ChannelAccounts accounts;
  @Autowired TransactionalOperator transactions;
  @Autowired DatabaseClient database;
  @Autowired TestWard wards;

  private final List<String> answered = new CopyOnWriteArrayList<>();
  private Ward ward;
  private ChannelAccount account;
  private InboxWorker worker;

  @BeforeEach
  void begin() {
    service.stop();
    await().until(() -> service.idle());
    ward = wards.create();
    account = accounts.add(ward.id(), Channel.TELEGRAM, "t" + ward.slug().substring(1), true, 10, Map.of()).block();
    worker = new InboxWorker(new InboxAnswering(claims, this::answer, photos, albums, failures, transactions), meters, new ConversationSettings(4, 100));
  }

  @AfterEach
  void end() {
    worker.stop();
    await().until(() -> worker.idle());
    service.start();
  }

  private Mono<Void> answer(InboundMessage message, List<UUID> stored) {
    var text = ((InboundMessage.Content.Text) message.content()).text();
    if (text.equals("broken")) {
      return Mono.error(new IllegalStateException("a resident's words"));
    }
    return Mono.delay(Duration.ofMillis(2)).doOnNext(tick -> {
      if (message.wardId().equals(ward.id())) {
        answered.add(text);
      }
    }).then();
  }

  private InboundMessage message(String sender, String eventKey, String text) {
    return new InboundMessage(ward.id(), new ChannelAddress(Channel.TELEGRAM, account.id(), sender), eventKey, Instant.now(),
        new InboundMessage.Content.Text(text));
  }

  private long count(String status) {
    return database.sql("select count(*) as n from inbox where ward_id = :ward and status = :status").bind("ward", ward.id())
        .bind("status", status).map(row -> row.get("n", Long.class)).one().block();
  }

  @Test
  void answersAfterTheCommit() {
    inbox.receive(List.of(message("an", "1", "chào"))).block();
    assertThat(count("NEW")).isEqualTo(1);
  }

  @Test
  void ignoresTheSameMessageTwice() {
    inbox.receive(List.of(message("an", "1", "chào"), message("an", "1", "chào"))).block();
    inbox.receive(List.of(message("an", "1", "chào"))).block();
    worker.start();
    await().until(() -> count("DONE") == 1);
    inbox.receive(List.of(message("an", "1", "chào"))).block();
    inbox.receive(List.of(message("an", "2", "lần nữa"))).block();
    await().until(() -> count("DONE") == 2);
    assertThat(answered).containsExactly("chào", "lần nữa");
  }

  @Test
  void keepsOnePersonsMessagesInOrder() {
    worker.start();
    Flux.range(0, 300).concatMap(n -> inbox.receive(List.of(message("s" + n % 7, "e" + n, n % 7 + ":" + n)))).then().block();
    await().atMost(Duration.ofSeconds(30)).until(() -> answered.size() == 300);
    for (int sender = 0; sender < 7; sender++) {
      var prefix = sender + ":";
      var numbers = answered.stream().filter(text -> text.startsWith(prefix)).map(text -> Integer.parseInt(text.substring(2))).toList();
      assertThat(numbers).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void keepsAFloodOfOneSenderFromBlockingTheOthers() {
    var flood = new ArrayList<InboundMessage>(IntStream.range(0, 90).mapToObj(n -> message("flood", "f" + n, "flood")).toList());
    inbox.receive(flood).block();
    inbox.receive(List.of(message("an", "1", "chào"))).block();
    worker.start();
    await().until(() -> answered.contains("chào"));
    assertThat(answered.indexOf("chào")).isLessThan(80);
  }

  @Test
  void keepsNothingOfAnAnsweredMessageButItsKey() {
    inbox.receive(List.of(message("an", "1", "chào"))).block();
    worker.start();
    await().until(() -> count("DONE") == 1);
    var left = database.sql("select payload is null and sender_hash is null and received_at = date_trunc('hour', received_at) as clean "
        + "from inbox where ward_id = :ward").bind("ward", ward.id()).map(row -> row.get("clean", Boolean.class)).one().block();
    assertThat(left).isTrue();
  }

  @Test
  void parksAThrowingTurnAndAnswersTheNextMessage() {
    worker.start();
    inbox.receive(List.of(message("an", "1", "broken"), message("an", "2", "sau đó"))).block();
    await().atMost(Duration.ofSeconds(20)).until(() -> answered.contains("sau đó"));
    var officer = wards.officer(ward, Role.DUTY);
    var shown = parked.list(officer, null, 10).block().items();
    assertThat(shown).singleElement().satisfies(message -> {
      assertThat(message.failure()).isEqualTo("IllegalStateException");
      assertThat(message.kind()).isEqualTo("Text");
      assertThat(message.channel()).isEqualTo(Channel.TELEGRAM);
    });
    assertThat(parked.count(ward.id()).block()).isEqualTo(1);
    parked.drop(officer, shown.getFirst().id()).block();
    assertThat(parked.count(ward.id()).block()).isZero();
  }

  @Test
  void aTurnThatFailsDoesNotTakeItsNeighboursWithIt() {
    inbox.receive(IntStream.range(0, 6).mapToObj(n -> message("s" + n, "e" + n, n == 3 ? "broken" : "tin " + n)).toList()).block();
    worker.start();
    await().atMost(Duration.ofSeconds(20)).until(() -> count("DONE") == 5 && count("PARKED") == 1);
    assertThat(answered).contains("tin 0", "tin 1", "tin 2", "tin 4", "tin 5");
  }

  @Test
  void losesNothingWhenACallerHangsUp() {
    inbox.receive(List.of(message("an", "1", "chào"))).subscribe().dispose();
    await().until(() -> count("NEW") == 1);
  }

  @Test
  void refusesWhenFullAndWhenTheDatabaseHangs() {
    var intake = new Intake(rows, worker, meters, new ConversationSettings(4, 10));
    var results = new CopyOnWriteArrayList<Throwable>();
    database.sql("lock table inbox in exclusive mode").then()
        .then(Flux.range(0, 100).flatMap(n -> intake.store(List.of(message("s" + n, "e" + n, "x"))).doOnError(results::add).onErrorComplete(), 100).then())
        .as(transactions::transactional).block();
    assertThat(results).hasSize(100).allMatch(InboxUnavailable.class::isInstance);
    assertThat(results).anyMatch(e -> e.getMessage().contains("full")).anyMatch(e -> e.getMessage().contains("in time"));
    await().until(() -> count("NEW") >= 10);
  }

  @Test
  void forgetsAnEventThatNobodyUnderstoodAfterSevenDays() {
    for (var days : List.of(6, 8)) {
      unknown.keep(account, "new_thing_" + days, "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)).block();
      database.sql("update parked_event set received_at = now() - make_interval(days => :days) where ward_id = :ward and kind = :kind")
          .bind("days", days).bind("ward", ward.id()).bind("kind", "new_thing_" + days).then().block();
    }
    sweep.run().block();
    assertThat(database.sql("select kind from parked_event where ward_id = :ward").bind("ward", ward.id())
        .map(row -> row.get("kind", String.class)).all().collectList().block()).containsExactly("new_thing_6");
  }

  @Test
  void refusesAParkedMessageOfAnotherWard() {
    var stranger = wards.officer(wards.create(), Role.ADMIN);
    assertThatThrownBy(() -> parked.retry(stranger, "1").block()).hasMessageContaining("Không có tin này");
  }
}
