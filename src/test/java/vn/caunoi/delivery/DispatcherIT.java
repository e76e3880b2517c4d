package vn.caunoi.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.contact.ContactBook;
import vn.caunoi.delivery.Delivery.Status;
import vn.caunoi.delivery.NewDelivery.Purpose;

@CauNoiTest
class DispatcherIT {
  private static final Duration SOON = Duration.ofSeconds(15);

  @Autowired DeliveryLedger ledger;
  @Autowired Decisions decisions;
  @Autowired Orphans orphans;
  @Autowired ContactBook contacts;
  @Autowired ChannelAccounts accounts;
  @Autowired LedgerFixture fixture;
  @Autowired TestWard wards;

  UUID ward;
  UUID campaign;
  ChannelAccount account;

  @BeforeEach
  void makeWard() {
    ward = wards.create().id();
    campaign = UUID.randomUUID();
    account = fixture.account(ward, Channel.ZALO, 1_000);
  }

  @Test
  void sendsWhatIsPutIntoTheLedger() {
    var sender = new ScriptedSender(Channel.ZALO);
    try (var lane = fixture.run(account, sender, LedgerFixture.PACED)) {
      var id = fixture.enqueue(account, 1, Purpose.CONVERSATION, "Chào bác");
      lane.lane().wake();
      untilStatus(id, Status.ACCEPTED);
      assertThat(sender.sent()).singleElement().satisfies(sent -> {
        assertThat(sent.deliveryId()).isEqualTo(id);
        assertThat(sent.to()).isEqualTo("resident-1");
        assertThat(sent.text()).isEqualTo("Chào bác");
      });
    }
  }

  @Test
  void keepsTheRepliesToOnePersonInOrder() {
    var sender = new ScriptedSender(Channel.ZALO, new SendOutcome.NotSent("refused"), new SendOutcome.RateLimited(Duration.ofMillis(300)));
    var ids = List.of(enqueue("một"), enqueue("hai"), enqueue("ba"), enqueue("bốn"));
    try (var lane = fixture.run(account, sender, LedgerFixture.PACED)) {
      ids.forEach(id -> untilStatus(id, Status.ACCEPTED));
      assertThat(sender.texts()).containsExactly("một", "một", "một", "hai", "ba", "bốn");
    }
  }

  @Test
  void sendsNothingWhileTheNetworkAskedToWait() {
    var sender = new ScriptedSender(Channel.ZALO, new SendOutcome.RateLimited(Duration.ofSeconds(2)));
    var first = enqueue("một");
    try (var lane = fixture.run(account, sender, LedgerFixture.PACED)) {
      await().atMost(SOON).until(() -> !sender.sent().isEmpty());
      var second = fixture.enqueue(account, 2, Purpose.CONVERSATION, "hai");
      lane.lane().wake();
      untilStatus(first, Status.ACCEPTED);
      untilStatus(second, Status.ACCEPTED);
      var throttledAt = sender.sent().getFirst().nanos();
      assertThat(sender.sent().stream().skip(1)).allSatisfy(sent ->
          assertThat(Duration.ofNanos(sent.nanos() - throttledAt)).isGreaterThanOrEqualTo(Duration.ofSeconds(2)));
      assertThat(fixture.row(first)).containsEntry("attempts", (short) 1);
    }
  }

  @Test
  void theNextOwnerKeepsTheGateToo() {
    var sender = new ScriptedSender(Channel.ZALO, new SendOutcome.RateLimited(Duration.ofSeconds(60)));
    var id = enqueue("một");
    try (var lane = fixture.run(account, sender, LedgerFixture.PACED)) {
      await().atMost(SOON).until(() -> fixture.row(id).get("status").equals("PLANNED") && !sender.sent().isEmpty());
      await().atMost(SOON).until(() -> fixture.lease(UUID.randomUUID(), account).isEmpty());
    }
    await().atMost(SOON).untilAsserted(() ->
        assertThat(fixture.lease(new UUID(2, 2), account)).singleElement().satisfies(lease -> assertThat(lease.gate()).isGreaterThan(Duration.ofSeconds(30))));
  }

  @Test
  void aDeadOwnersCampaignMessageIsUnknownAndNotSentAgain() {
    ledger.enqueueCampaign(ward, campaign, fixture.targets(account, 1)).block();
    var dead = claimAndDie(1).getFirst().delivery().id();
    settleOrphans();
    untilStatus(dead, Status.UNKNOWN);
    assertThat(fixture.fate(account, dead).reason()).isEqualTo("lease-ran-out");
    var sender = new ScriptedSender(Channel.ZALO);
    try (var lane = fixture.run(account, sender, LedgerFixture.PACED)) {
      untilStatus(enqueue("sau đó"), Status.ACCEPTED);
      assertThat(sender.texts()).containsExactly("sau đó");
    }
  }

  @Test
  void aDeadOwnersReplyIsSentOnceMoreAndSaysSo() {
    var id = enqueue("mã số");
    claimAndDie(1);
    settleOrphans();
    var sender = new ScriptedSender(Channel.ZALO);
    try (var lane = fixture.run(account, sender, LedgerFixture.PACED)) {
      untilStatus(id, Status.ACCEPTED);
      assertThat(sender.texts()).containsExactly("(gửi lại) mã số");
    }
  }

  @Test
  void refusesAStaleOwnersOutcome() {
    ledger.enqueueCampaign(ward, campaign, fixture.targets(account, 1)).block();
    var stale = claimAndDie(1).getFirst();
    assertThat(fixture.lease(UUID.randomUUID(), account)).singleElement().satisfies(lease -> assertThat(lease.token()).isGreaterThan(stale.token()));
    settleOrphans();
    untilStatus(stale.delivery().id(), Status.UNKNOWN);
    var written = decisions.write(List.of(new Decision(stale, new SendOutcome.Accepted("late"), true))).collectList().block();
    assertThat(written).isEmpty();
    assertThat(fixture.fate(account, stale.delivery().id()).status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void claimsNothingWithAStaleToken() {
    enqueue("một");
    var owner = UUID.randomUUID();
    var token = fixture.lease(owner, account).getFirst().token();
    assertThat(fixture.lease(UUID.randomUUID(), account)).isEmpty();
    fixture.sql("update delivery_lane set lease_until = clock_timestamp() where account_id = :account", account.id());
    assertThat(fixture.claims(LedgerFixture.PACED).claim(account, owner, token, 10).block()).isEmpty();
    assertThat(fixture.claims(LedgerFixture.PACED).claim(account, owner, fixture.lease(owner, account).getFirst().token(), 10).block()).hasSize(1);
  }

  @Test
  void aTimeOutOfACampaignMessageIsUnknown() {
    var sender = new ScriptedSender(Channel.ZALO).then(Mono.never());
    ledger.enqueueCampaign(ward, campaign, fixture.targets(account, 1)).block();
    var quick = new DeliverySettings(true, 4, Duration.ofSeconds(10), Duration.ofMillis(200), Duration.ofDays(90));
    try (var lane = fixture.run(account, sender, quick)) {
      await().atMost(SOON).until(() -> ledger.tally(ward, campaign).block().of(Status.UNKNOWN) == 1);
      assertThat(sender.sent()).hasSize(1);
    }
  }

  @Test
  void anAddressThatIsGoneIsMarkedAndItsOtherNoticesAreSkipped() {
    var address = LedgerFixture.address(account, 0);
    contacts.findOrAdd(ward, address, Instant.now()).block();
    var other = UUID.randomUUID();
    ledger.enqueueCampaign(ward, campaign, fixture.targets(account, 1)).block();
    ledger.enqueueCampaign(ward, other, fixture.targets(account, 3)).block();
    ledger.holdCampaign(ward, other).block();
    var sender = new ScriptedSender(Channel.ZALO, new SendOutcome.Unreachable("left"));
    try (var lane = fixture.run(account, sender, LedgerFixture.PACED)) {
      await().atMost(SOON).until(() -> ledger.tally(ward, other).block().of(Status.SKIPPED) == 1);
      assertThat(ledger.tally(ward, campaign).block().of(Status.FAILED)).isEqualTo(1);
      assertThat(ledger.tally(ward, other).block().of(Status.PLANNED)).isEqualTo(2);
      assertThat(contacts.reach(ward, address).block().toString()).contains("left");
    }
  }

  @Test
  void anAccountThatIsDownStopsItsLaneAndLosesNothing() {
    var first = fixture.enqueue(account, 1, Purpose.CONVERSATION, "một");
    var second = fixture.enqueue(account, 2, Purpose.CONVERSATION, "hai");
    var sender = new ScriptedSender(Channel.ZALO, new SendOutcome.AccountDown("token"), new SendOutcome.AccountDown("token"));
    try (var lane = fixture.run(account, sender, LedgerFixture.PACED)) {
      await().atMost(SOON).until(() -> accounts.get(ward, account.id()).block().status() == ChannelAccount.Status.DOWN);
      assertThat(lane.lane().isOpen()).isFalse();
      untilStatus(first, Status.PLANNED);
      untilStatus(second, Status.PLANNED);
    }
    try (var lane = fixture.run(account, new ScriptedSender(Channel.ZALO), LedgerFixture.PACED)) {
      untilStatus(first, Status.ACCEPTED);
      untilStatus(second, Status.ACCEPTED);
    }
  }

  @Test
  void aHeldCampaignWaitsAndACancelledOneNeverLeaves() {
    var sender = new ScriptedSender(Channel.ZALO);
    ledger.enqueueCampaign(ward, campaign, fixture.targets(account, 20)).block();
    ledger.holdCampaign(ward, campaign).block();
    try (var lane = fixture.run(account, sender, LedgerFixture.PACED)) {
      untilStatus(enqueue("trả lời"), Status.ACCEPTED);
      assertThat(sender.texts()).containsExactly("trả lời");
      ledger.releaseCampaign(ward, campaign).block();
      lane.lane().wake();
      await().atMost(SOON).until(() -> ledger.tally(ward, campaign).block().of(Status.ACCEPTED) == 20);
      var cancelled = UUID.randomUUID();
      ledger.cancelCampaign(ward, cancelled).block();
      ledger.enqueueCampaign(ward, cancelled, fixture.targets(account, 5)).block();
      lane.lane().wake();
      await().atMost(SOON).until(() -> ledger.tally(ward, cancelled).block().of(Status.CANCELLED) == 5);
    }
    assertThat(sender.sent()).hasSize(21);
  }

  @Test
  void thoseWhoWaitGoBeforeBulk() {
    ledger.enqueueCampaign(ward, campaign, fixture.targets(account, 50)).block();
    for (int i = 0; i < 3; i++) {
      fixture.enqueue(account, 100 + i, Purpose.CONVERSATION, "trả lời");
    }
    var owner = UUID.randomUUID();
    var claimed = fixture.claims(LedgerFixture.PACED).claim(account, owner, fixture.lease(owner, account).getFirst().token(), 10).block();
    assertThat(claimed).hasSize(10);
    assertThat(claimed.subList(0, 3)).allSatisfy(c -> assertThat(c.delivery().purpose()).isEqualTo(Purpose.CONVERSATION));
  }

  @Test
  void keepsThePaceOfTheAccount() {
    var slow = fixture.account(ward, Channel.ZALO, 25);
    ledger.enqueueCampaign(ward, campaign, fixture.targets(slow, 60)).block();
    var sender = new ScriptedSender(Channel.ZALO);
    try (var lane = fixture.run(slow, sender, LedgerFixture.PACED)) {
      await().atMost(SOON).until(() -> ledger.tally(ward, campaign).block().of(Status.ACCEPTED) == 60);
    }
    var times = sender.sent().stream().mapToLong(ScriptedSender.Sent::nanos).sorted().toArray();
    assertThat(Duration.ofNanos(times[59] - times[0])).isGreaterThanOrEqualTo(Duration.ofMillis(2_200));
  }

  @Test
  void aRowThatCannotBeReadDoesNotStopTheLane() {
    var bad = enqueue("một");
    fixture.sql("update delivery set content_sealed = '\\x00' where account_id = :account", account.id());
    var good = enqueue("hai");
    try (var lane = fixture.run(account, new ScriptedSender(Channel.ZALO), LedgerFixture.PACED)) {
      untilStatus(good, Status.ACCEPTED);
      assertThat(fixture.fate(account, bad).status()).isEqualTo(Status.FAILED);
    }
  }

  @Test
  void followsAGroupThatMoved() {
    var there = LedgerFixture.address(account, 4_000);
    var from = LedgerFixture.address(account, 1);
    contacts.findOrAdd(ward, from, Instant.now()).block();
    var sender = new ScriptedSender(Channel.ZALO, new SendOutcome.Moved(there));
    try (var lane = fixture.run(account, sender, LedgerFixture.PACED)) {
      untilStatus(enqueue("một"), Status.ACCEPTED);
      assertThat(sender.sent().getLast().to()).isEqualTo(there.externalId());
      await().atMost(SOON).until(() -> contacts.find(ward, there).block() != null);
    }
  }

  /** The service's own lanes: it takes the account by itself and is woken by the commit. */
  @Test
  void sendsByEveryActiveAccountWithoutBeingTold() {
    var web = fixture.account(ward, Channel.WEB, 50);
    accounts.markActive(ward, web.id()).block();
    var id = fixture.enqueue(web, 1, Purpose.CONVERSATION, "Chào bác");
    await().atMost(SOON).untilAsserted(() -> assertThat(fixture.fate(web, id).status()).isEqualTo(Status.ACCEPTED));
    accounts.markPaused(ward, web.id()).block();
  }

  private UUID enqueue(String text) {
    return ledger.enqueue(new NewDelivery(ward, LedgerFixture.address(account, 1), Purpose.CONVERSATION, Route.ZALO_WINDOW, OutboundMessage.text(text),
        null, null, false)).block();
  }

  /** A node that claims and is never heard of again. */
  private List<Claimed> claimAndDie(int most) {
    var owner = UUID.randomUUID();
    var claimed = fixture.claims(LedgerFixture.PACED).claim(account, owner, fixture.lease(owner, account).getFirst().token(), most).block();
    assertThat(claimed).hasSize(most);
    fixture.sql("update delivery_lane set lease_until = clock_timestamp() - interval '1 minute' where account_id = :account", account.id());
    fixture.sql("update delivery set claimed_until = clock_timestamp() - interval '1 minute' where status = 'CLAIMED' and account_id = :account", account.id());
    return claimed;
  }

  private void settleOrphans() {
    orphans.settle(100).block();
  }

  private void untilStatus(UUID id, Status status) {
    await().atMost(SOON).untilAsserted(() -> assertThat(fixture.fate(account, id).status()).isEqualTo(status));
  }
}
