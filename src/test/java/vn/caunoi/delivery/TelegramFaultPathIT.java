package vn.caunoi.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.simulated.TelegramTwin;
import vn.caunoi.channel.simulated.TelegramTwinFault;
import vn.caunoi.channel.simulated.TelegramTwinResident;
import vn.caunoi.contact.Consent;
import vn.caunoi.contact.ContactBook;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.Ward;

/** What Telegram does on a bad day, end to end over HTTP. */
@CauNoiTest
class TelegramFaultPathIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String SEND = "sendMessage";

  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private ContactBook contacts;
  @Autowired private DatabaseClient database;
  @Autowired private WebTestClient client;

  private final String token = "88" + System.nanoTime() + ":AAtoken-of-this-test";
  private final TelegramTwin twin = new TelegramTwin(0, Clock.systemUTC());
  private Ward ward;
  private ResidentialGroup group;
  private Notices notices;
  private ChannelAccount account;

  @BeforeEach
  void aWardWithABot() {
    twin.start();
    ward = wards.create();
    group = wards.group(ward, "Tổ 7", 100);
    notices = new Notices(client, wards, wards.signedUp(ward, Role.OFFICER), wards.signedUp(ward, Role.COMMANDER));
    account = accounts.add(ward.id(), Channel.TELEGRAM, "bot-" + System.nanoTime(), false, 10,
        Map.of("token", token, "apiUrl", twin.address().toString(), "webhookSecret", "s", "mode", "POLLING")).block();
    await().atMost(SOON).until(() -> twin.count("getUpdates") > 0);
  }

  @AfterEach
  void restTheLane() {
    accounts.markPaused(ward.id(), account.id()).block();
    twin.stop();
  }

  @Test
  void aThrottledNoticeWaitsAsLongAsToldAndIsReadOnce() {
    var people = residents(3);
    twin.next(SEND, TelegramTwinFault.tooManyRequests(2));
    assertThat(notices.progress(notices.done()).path("accepted").asInt()).isEqualTo(3);
    assertThat(people).allSatisfy(person -> assertThat(read(person)).isEqualTo(1));
    assertThat(twin.count(SEND)).isEqualTo(4);
  }

  @Test
  void aNoticeCutOffAfterAcceptanceIsUnknownAndReadOnce() {
    var people = residents(3);
    twin.next(SEND, new TelegramTwinFault.DeliverThenDrop());
    var progress = notices.progress(notices.done());
    assertThat(progress.path("unknown").asInt()).isEqualTo(1);
    assertThat(progress.path("accepted").asInt()).isEqualTo(2);
    assertThat(people).allSatisfy(person -> assertThat(read(person)).isEqualTo(1));
  }

  @Test
  void aGatewaysPageLeavesANoticeUnknownAndItIsNeverRepeated() {
    var person = residents(1).getFirst();
    twin.next(SEND, TelegramTwinFault.badGateway());
    assertThat(notices.progress(notices.done()).path("unknown").asInt()).isEqualTo(1);
    assertThat(read(person)).isZero();
    assertThat(twin.count(SEND)).isEqualTo(1);
  }

  @Test
  void updatesThatComeTwiceFillTheInboxOnce() {
    twin.rules().repeatsUpdates(true);
    var person = twin.resident(token, 5001);
    IntStream.rangeClosed(1, 10).forEach(i -> person.write("tin số " + i));
    await().atMost(SOON).untilAsserted(() -> assertThat(inbox()).isEqualTo(10));
    person.write("tin cuối");
    await().atMost(SOON).untilAsserted(() -> assertThat(inbox()).isEqualTo(11));
  }

  @Test
  void whoBlocksIsNotWrittenToAndWhoComesBackIs() {
    var people = residents(2);
    var gone = people.getFirst();
    gone.block();
    await().atMost(SOON).untilAsserted(() -> assertThat(notices.reachable("telegram")).isEqualTo(1));
    notices.done();
    assertThat(read(gone)).isZero();
    assertThat(read(people.get(1))).isEqualTo(1);
    gone.unblock();
    await().atMost(SOON).untilAsserted(() -> assertThat(notices.reachable("telegram")).isEqualTo(2));
    notices.done();
    assertThat(read(gone)).isEqualTo(1);
  }

  @Test
  void aTokenRevokedInTheMiddleOfACampaignStopsTheLaneAndLosesNobody() {
    var people = residents(30);
    var campaign = notices.started();
    await().atMost(SOON).until(() -> twin.count(SEND) >= 5);
    twin.revoke(token);
    await().atMost(SOON).untilAsserted(() -> assertThat(accounts.get(ward.id(), account.id()).block().status()).isEqualTo(ChannelAccount.Status.DOWN));
    assertThat(people.stream().filter(person -> read(person) == 0)).isNotEmpty();
    twin.restore(token);
    accounts.markActive(ward.id(), account.id()).block();
    notices.untilDone(campaign);
    assertThat(people).allSatisfy(person -> assertThat(read(person)).isEqualTo(1));
  }

  private List<TelegramTwinResident> residents(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> {
      var person = twin.acquaintance(token, 5_000 + i);
      var contact = contacts.findOrAdd(ward.id(), new ChannelAddress(Channel.TELEGRAM, account.id(), String.valueOf(person.id())), Instant.now()).block();
      contacts.joinGroup(ward.id(), contact.id(), group.id(), true).block();
      contacts.grant(ward.id(), contact.id(), Consent.Purpose.NOTICES, "thử", Channel.TELEGRAM, Instant.now()).block();
      return person;
    }).toList();
  }

  private static long read(TelegramTwinResident person) {
    return person.texts().stream().filter(text -> text.contains(Notices.TEXT)).count();
  }

  private long inbox() {
    return database.sql("select count(*) from inbox where ward_id = :ward").bind("ward", ward.id()).map(row -> row.get(0, Long.class)).one().block();
  }
}
