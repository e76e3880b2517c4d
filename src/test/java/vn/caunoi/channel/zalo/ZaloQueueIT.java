package vn.caunoi.channel.zalo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.TokenLife;
import vn.caunoi.channel.simulated.ZaloTwin;
import vn.caunoi.channel.simulated.ZaloTwinOa;
import vn.caunoi.delivery.CampaignTarget;
import vn.caunoi.delivery.Delivery.Status;
import vn.caunoi.delivery.DeliveryLedger;
import vn.caunoi.delivery.Route;

/** Tokens that end while a campaign goes out by the service's own lanes. */
@CauNoiTest
class ZaloQueueIT {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final int RESIDENTS = 60;

  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private DeliveryLedger ledger;
  @Autowired private ZaloTokens tokens;
  @Autowired private ZaloTokenLives lives;
  @Autowired private ZaloTwin twin;
  @Autowired private Clock clock;
  private final UUID campaign = UUID.randomUUID();
  private ZaloTwinOa oa;
  private ChannelAccount account;

  @BeforeEach
  void connect() {
    oa = twin.newOa();
    oa.rules().sendsReceipts(false);
    account = accounts.add(wards.create().id(), Channel.ZALO, "oa-" + oa.id(), true, 40, oa.credentials()).block();
    IntStream.range(0, RESIDENTS).forEach(i -> oa.resident("r" + i).says("chào"));
  }

  @AfterEach
  void pause() {
    accounts.markPaused(account.wardId(), account.id()).block();
  }

  @Test
  void aTokenThatEndsInTheMiddleOfACampaignIsRenewedOnceAndEverybodyReadsItOnce() {
    sendToAll();
    await().atMost(SOON).until(() -> oa.accepted() >= 10);
    oa.expiresAccessToken();
    await().atMost(SOON).until(() -> reached() == RESIDENTS);
    assertThat(oa.refreshes()).isEqualTo(2);
    assertThat(IntStream.range(0, RESIDENTS).mapToObj(i -> oa.resident("r" + i).reads())).allMatch(texts -> texts.size() == 1);
  }

  @Test
  void aRefusedRefreshStopsTheCampaignVisiblyAndItGoesOnAfterThePersonConnectedAgain() {
    sendToAll();
    await().atMost(SOON).until(() -> oa.accepted() >= 10);
    oa.revokesTokens();
    await().atMost(SOON).until(() -> accounts.get(account.wardId(), account.id()).block().status() == ChannelAccount.Status.DOWN);
    assertThat(lives.of(account.wardId()).single().block().alarm(clock.instant())).isEqualTo(TokenLife.Alarm.FAILED);
    assertThat(reached()).isLessThan(RESIDENTS);
    tokens.reseed(account, ZaloCredentials.of(oa.credentials())).block();
    await().atMost(SOON).until(this::resumedAndAllReached);
    assertThat(ledger.tally(account.wardId(), campaign).block().of(Status.FAILED)).isZero();
    assertThat(IntStream.range(0, RESIDENTS).mapToObj(i -> oa.resident("r" + i).reads())).allMatch(texts -> texts.size() == 1);
  }

  private void sendToAll() {
    var targets = IntStream.range(0, RESIDENTS).mapToObj(i -> CampaignTarget.contact(new UUID(account.id().getMostSignificantBits(), i), null,
        Route.ZALO_WINDOW, new ChannelAddress(Channel.ZALO, account.id(), "r" + i), OutboundMessage.text("Kính mời bà con dự ngày hội"))).toList();
    ledger.enqueueCampaign(account.wardId(), campaign, targets).block();
  }

  /** Sends that were under way may take the account down once more after it was connected; nobody connects as fast as a test. */
  private boolean resumedAndAllReached() {
    accounts.markRecovered(account.wardId(), account.id()).block();
    return reached() == RESIDENTS;
  }

  private long reached() {
    return ledger.tally(account.wardId(), campaign).block().reached();
  }
}
