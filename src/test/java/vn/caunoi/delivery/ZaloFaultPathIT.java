package vn.caunoi.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.simulated.ZaloTwin;
import vn.caunoi.channel.simulated.ZaloTwinOa;
import vn.caunoi.channel.simulated.ZaloTwinResident;
import vn.caunoi.contact.Consent;
import vn.caunoi.contact.ContactBook;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.Ward;

/** What Zalo does on a bad day, end to end over HTTP: to notices, to answers, and to what residents write. */
@CauNoiTest
class ZaloFaultPathIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  @LocalServerPort private int port;
  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private ContactBook contacts;
  @Autowired private DatabaseClient database;
  @Autowired private ZaloTwin zalo;
  @Autowired private WebTestClient client;

  private Ward ward;
  private ResidentialGroup group;
  private Notices notices;
  private ZaloTwinOa oa;
  private ChannelAccount account;

  @BeforeEach
  void aWardWithAnOa() {
    ward = wards.create();
    group = wards.group(ward, "Tổ 7", 100);
    notices = new Notices(client, wards, wards.signedUp(ward, Role.OFFICER), wards.signedUp(ward, Role.COMMANDER));
    oa = zalo.newOa();
    oa.rules().sendsReceipts(false);
    account = accounts.add(ward.id(), Channel.ZALO, "oa-" + oa.id(), true, 4, oa.credentials()).block();
    oa.postsTo(webhook());
  }

  @AfterEach
  void restTheLane() {
    accounts.markPaused(ward.id(), account.id()).block();
  }

  @Test
  void aSlowProviderIsWaitedForAndEverybodyReadsOnce() {
    var people = residents(3);
    oa.rules().answersAfter(Duration.ofMillis(1_500));
    assertThat(notices.progress(notices.done()).path("accepted").asInt()).isEqualTo(3);
    assertThat(people).allSatisfy(person -> assertThat(read(person)).isEqualTo(1));
  }

  @Test
  void aServerErrorLeavesANoticeUnknownAndItIsNeverRepeated() {
    var person = residents(1).getFirst();
    oa.breaksNext();
    var progress = notices.progress(notices.done());
    assertThat(progress.path("unknown").asInt()).isEqualTo(1);
    assertThat(progress.path("total").asInt()).isEqualTo(1);
    assertThat(read(person)).isZero();
    assertThat(sends()).isEqualTo(1);
  }

  @Test
  void aNoticeCutOffAfterAcceptanceIsUnknownAndReadOnce() {
    var people = residents(3);
    oa.deliversNextThenCuts();
    var progress = notices.progress(notices.done());
    assertThat(progress.path("unknown").asInt()).isEqualTo(1);
    assertThat(progress.path("accepted").asInt()).isEqualTo(2);
    assertThat(people).allSatisfy(person -> assertThat(read(person)).isEqualTo(1));
    assertThat(sends()).isEqualTo(3);
  }

  @Test
  void anAnswerCutOffAfterAcceptanceIsRepeatedOnceAndMarked() {
    var person = oa.resident("6647382910564738291");
    oa.deliversNextThenCuts();
    person.says("xin chào");
    await().atMost(SOON).until(() -> person.reads().size() >= 2);
    var first = person.reads().getFirst();
    assertThat(person.reads().get(1)).isEqualTo("(gửi lại) " + first);
    person.says("cảm ơn");
    await().atMost(SOON).until(() -> person.reads().size() >= 3);
    assertThat(Collections.frequency(person.reads(), "(gửi lại) " + first)).isEqualTo(1);
  }

  @Test
  void aSendThatTheProviderSaysFailedIsTriedAgain() {
    var people = residents(3);
    oa.refusesNext(-200);
    assertThat(notices.progress(notices.done()).path("accepted").asInt()).isEqualTo(3);
    assertThat(people).allSatisfy(person -> assertThat(read(person)).isEqualTo(1));
    assertThat(sends()).isEqualTo(4);
  }

  @Test
  void aTokenThatExpiresInTheMiddleOfACampaignIsRenewedOnceAndEverybodyReadsOnce() {
    var people = residents(12);
    var campaign = notices.started();
    await().atMost(SOON).until(() -> oa.accepted() >= 3);
    int refreshes = oa.refreshes();
    oa.expiresAccessToken();
    notices.untilDone(campaign);
    assertThat(notices.progress(campaign).path("accepted").asInt()).isEqualTo(12);
    assertThat(oa.refreshes()).isEqualTo(refreshes + 1);
    assertThat(people).allSatisfy(person -> assertThat(read(person)).isEqualTo(1));
  }

  @Test
  void theRetryLadderWithRepeatsAndDisorderFillsTheInboxExactly() {
    oa.rules().retriesAfter(Collections.nCopies(600, Duration.ofMillis(100))).repeatsEvents(true).shufflesEvents(Duration.ofMillis(300));
    oa.postsTo(nowhere());
    var person = oa.resident("6647382910564738291");
    IntStream.rangeClosed(1, 20).forEach(i -> person.says("tin số " + i));
    await().atMost(SOON).until(() -> oa.journal().entries().stream().anyMatch(entry -> entry.what().contains("num_retry 2")));
    assertThat(inbox()).isZero();
    oa.postsTo(webhook());
    await().atMost(SOON).until(() -> oa.journal().entries().stream().filter(entry -> entry.result().equals("HTTP 200")).count() >= 40);
    assertThat(inbox()).isEqualTo(20);
    assertThat(oa.subscribed()).isTrue();
  }

  @Test
  void whoBlocksIsNotWrittenToAndWhoComesBackIs() {
    var people = residents(2);
    var gone = people.getFirst();
    gone.unfollows();
    await().atMost(SOON).untilAsserted(() -> assertThat(notices.reachable("zalo")).isEqualTo(1));
    notices.done();
    assertThat(read(gone)).isZero();
    assertThat(read(people.get(1))).isEqualTo(1);
    gone.says("tôi lại dùng Zalo rồi");
    await().atMost(SOON).untilAsserted(() -> assertThat(notices.reachable("zalo")).isEqualTo(2));
    notices.done();
    assertThat(read(gone)).isEqualTo(1);
  }

  @Test
  void whoBlocksInSilenceIsFoundOutByTheNextNoticeAndSkippedByTheOneAfter() {
    var person = residents(1).getFirst();
    person.blocks();
    assertThat(notices.progress(notices.done()).path("failed").asInt()).isEqualTo(1);
    assertThat(notices.reachable("zalo")).isZero();
    person.says("tôi đây");
    await().atMost(SOON).untilAsserted(() -> assertThat(notices.reachable("zalo")).isEqualTo(1));
  }

  /** Residents who wrote an hour ago, as the ward and the network both know, and who agreed to notices. */
  private List<ZaloTwinResident> residents(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> {
      var person = oa.resident("66473829105647%05d".formatted(i));
      person.lastWroteAgo(Duration.ofHours(1));
      var address = new ChannelAddress(Channel.ZALO, account.id(), person.id());
      var contact = contacts.findOrAdd(ward.id(), address, Instant.now()).block();
      contacts.touched(ward.id(), address, Instant.now()).block();
      contacts.joinGroup(ward.id(), contact.id(), group.id(), true).block();
      contacts.grant(ward.id(), contact.id(), Consent.Purpose.NOTICES, "thử", Channel.ZALO, Instant.now()).block();
      return person;
    }).toList();
  }

  private static long read(ZaloTwinResident person) {
    return person.reads().stream().filter(text -> text.contains(Notices.TEXT)).count();
  }

  private long sends() {
    return oa.calls().stream().filter(call -> call.path().equals("/v3.0/oa/message/cs")).count();
  }

  private long inbox() {
    return database.sql("select count(*) from inbox where ward_id = :ward").bind("ward", ward.id()).map(row -> row.get(0, Long.class)).one().block();
  }

  private URI webhook() {
    return URI.create("http://127.0.0.1:" + port + "/webhooks/zalo/" + account.name());
  }

  private static URI nowhere() {
    try (var socket = new ServerSocket(0)) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/webhooks/zalo/x");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
