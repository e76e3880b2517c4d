package vn.caunoi.channel.zalo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.simulated.ZaloTwin;
import vn.caunoi.channel.simulated.ZaloTwinOa;
import vn.caunoi.contact.ContactBook;
import vn.caunoi.delivery.Delivery.Status;
import vn.caunoi.delivery.DeliveryLedger;
import vn.caunoi.delivery.NewDelivery;
import vn.caunoi.delivery.NewDelivery.Purpose;
import vn.caunoi.delivery.Route;
import vn.caunoi.ward.Ward;

/** What providers do to us, done by the twin to the whole service. */
@CauNoiTest
class ZaloFaultsIT {
  private static final String RESIDENT = "6647382910564738291";

  @Autowired TestWard wards;
  @Autowired ChannelAccounts accounts;
  @Autowired ContactBook contacts;
  @Autowired DeliveryLedger ledger;
  @Autowired ZaloTwin twin;
  @LocalServerPort int port;

  private Ward ward;
  private ZaloTwinOa oa;
  private ChannelAccount account;
  private ChannelAddress resident;

  @BeforeEach
  void connect() {
    ward = wards.create();
    oa = twin.newOa();
    account = accounts.add(ward.id(), Channel.ZALO, "oa-" + oa.id(), true, 100, oa.credentials()).block();
    resident = new ChannelAddress(Channel.ZALO, account.id(), RESIDENT);
    oa.postsTo(URI.create("http://127.0.0.1:" + port + "/webhooks/zalo/" + account.name()));
    oa.resident(RESIDENT).says("trợ giúp");
    eventually(() -> assertThat(oa.resident(RESIDENT).reads()).isNotEmpty());
  }

  @AfterEach
  void disconnect() {
    accounts.markPaused(ward.id(), account.id()).block();
  }

  /** Trap 9: the echo of our own message proves that it was accepted. */
  @Test
  void aMessageThatWasCutOffAfterItsAcceptanceIsSettledByItsEcho() {
    oa.deliversNextThenCuts();
    var invitation = sends(Purpose.INVITATION, "Mời Ông/Bà cho ý kiến");
    eventually(() -> assertThat(status(invitation)).isEqualTo(Status.DELIVERED));
    assertThat(times("Mời Ông/Bà cho ý kiến")).isEqualTo(1);
  }

  @Test
  void afterABrokenServerAReplyGoesOutOnceMoreAndSaysSo() {
    oa.breaksNext();
    var reply = sends(Purpose.CONVERSATION, "Cán bộ đã nhận việc");
    eventually(() -> assertThat(status(reply)).isEqualTo(Status.DELIVERED));
    assertThat(oa.resident(RESIDENT).reads()).contains("(gửi lại) Cán bộ đã nhận việc");
  }

  @Test
  void afterABrokenServerWhatWasSentToManyIsLeftUnknown() {
    oa.breaksNext();
    var invitation = sends(Purpose.INVITATION, "Mời Ông/Bà cho ý kiến");
    eventually(() -> assertThat(status(invitation)).isEqualTo(Status.UNKNOWN));
    assertThat(times("Mời Ông/Bà cho ý kiến")).isZero();
  }

  @Test
  void zalosOwnFailureIsTriedAgainBecauseNothingWasSent() {
    oa.refusesNext(-200);
    var invitation = sends(Purpose.INVITATION, "Mời Ông/Bà cho ý kiến");
    eventually(() -> assertThat(status(invitation)).isEqualTo(Status.DELIVERED));
    assertThat(times("Mời Ông/Bà cho ý kiến")).isEqualTo(1);
  }

  @Test
  void whoLeftIsRefusedOnceAndReachedAgainAfterComingBack() {
    oa.resident(RESIDENT).unfollows();
    eventually(() -> assertThat(contacts.reach(ward.id(), resident).block().blockedBecause()).isNotNull());
    var lost = sends(Purpose.INVITATION, "Mời Ông/Bà cho ý kiến");
    eventually(() -> assertThat(status(lost)).isEqualTo(Status.FAILED));
    oa.resident(RESIDENT).says("trợ giúp");
    eventually(() -> assertThat(contacts.reach(ward.id(), resident).block().blockedBecause()).isNull());
    var found = sends(Purpose.INVITATION, "Mời Ông/Bà cho ý kiến lần nữa");
    eventually(() -> assertThat(status(found)).isEqualTo(Status.DELIVERED));
  }

  /** Trap 8: an event that we could not take comes again by Zalo's ladder, and is answered then. */
  @Test
  void whatCameBeforeWeCouldTakeItComesAgain() {
    var late = twin.newOa();
    late.rules().retriesAfter(Collections.nCopies(100, Duration.ofMillis(100)));
    late.postsTo(URI.create("http://127.0.0.1:" + port + "/webhooks/zalo/oa-" + late.id()));
    late.resident(RESIDENT).says("trợ giúp");
    eventually(() -> assertThat(late.journal().entries()).isNotEmpty());
    var added = accounts.add(ward.id(), Channel.ZALO, "oa-" + late.id(), true, 100, late.credentials()).block();
    eventually(() -> assertThat(late.resident(RESIDENT).reads()).hasSize(1));
    assertThat(late.subscribed()).isTrue();
    accounts.markPaused(ward.id(), added.id()).block();
  }

  private UUID sends(Purpose purpose, String text) {
    return ledger.enqueue(new NewDelivery(ward.id(), resident, purpose, Route.ZALO_WINDOW, OutboundMessage.text(text), null, null, false)).block();
  }

  private Status status(UUID delivery) {
    return ledger.fates(ward.id(), List.of(delivery)).single().block().status();
  }

  private long times(String text) {
    return oa.resident(RESIDENT).reads().stream().filter(read -> read.endsWith(text)).count();
  }

  private static void eventually(org.awaitility.core.ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(40)).untilAsserted(assertion);
  }
}
