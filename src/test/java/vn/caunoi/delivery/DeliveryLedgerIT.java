package vn.caunoi.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.DeliveryReceipt;
import vn.caunoi.channel.DeliveryReceipt.Stage;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.delivery.Delivery.Status;
import vn.caunoi.delivery.NewDelivery.Purpose;
import vn.caunoi.platform.Conflict;

@CauNoiTest
class DeliveryLedgerIT {
  @Autowired DeliveryLedger ledger;
  @Autowired Decisions decisions;
  @Autowired Receipts receipts;
  @Autowired DeliveryRetention retention;
  @Autowired LedgerFixture fixture;
  @Autowired TestWard wards;
  @Autowired DatabaseClient database;
  @Autowired TransactionalOperator transactions;

  UUID ward;
  UUID campaign;
  ChannelAccount account;

  @BeforeEach
  void makeWard() {
    ward = wards.create().id();
    campaign = UUID.randomUUID();
    account = fixture.account(ward, Channel.TELEGRAM, 25);
  }

  @Test
  void secondRunOfTheSameCampaignAddsNothing() {
    var targets = new ArrayList<>(fixture.targets(account, 30));
    targets.add(CampaignTarget.post(UUID.randomUUID(), Route.ZALO_GROUP, LedgerFixture.address(account, 99), OutboundMessage.text("Kính gửi tổ")));
    targets.add(CampaignTarget.skipped(UUID.randomUUID(), UUID.randomUUID(), "no-consent"));
    assertThat(ledger.enqueueCampaign(ward, campaign, targets).block()).isEqualTo(32);
    assertThat(ledger.enqueueCampaign(ward, campaign, targets).block()).isZero();
    assertThat(ledger.tally(ward, campaign).block().total()).isEqualTo(32);
    assertThat(ledger.enqueueCampaign(ward, UUID.randomUUID(), targets).block()).isEqualTo(32);
  }

  @Test
  void statesAddUpWhateverHappens() {
    ledger.enqueueCampaign(ward, campaign, fixture.targets(account, 10)).block();
    var skipped = CampaignTarget.skipped(UUID.randomUUID(), null, "no-consent");
    ledger.enqueueCampaign(ward, campaign, List.of(skipped)).block();
    var claimed = claim(6);
    decisions.write(List.of(
        decided(claimed.get(0), new SendOutcome.Accepted("p0" + campaign)), decided(claimed.get(1), new SendOutcome.Accepted("p1" + campaign)),
        decided(claimed.get(2), new SendOutcome.Unknown("time-out")), decided(claimed.get(3), new SendOutcome.Refused("400", "bad")),
        decided(claimed.get(4), new SendOutcome.Unreachable("blocked")))).collectList().block();
    ledger.settle(List.of(receipt("p1" + campaign, Stage.SEEN))).block();
    ledger.cancelCampaign(ward, campaign).block();
    var tally = ledger.tally(ward, campaign).block();
    assertThat(tally.of(Status.ACCEPTED)).isEqualTo(1);
    assertThat(tally.of(Status.SEEN)).isEqualTo(1);
    assertThat(tally.of(Status.UNKNOWN)).isEqualTo(1);
    assertThat(tally.of(Status.FAILED)).isEqualTo(2);
    assertThat(tally.of(Status.CLAIMED)).isEqualTo(1);
    assertThat(tally.of(Status.SKIPPED)).isEqualTo(1);
    assertThat(tally.of(Status.CANCELLED)).isEqualTo(4);
    assertThat(tally.total()).isEqualTo(11);
    assertThat(tally.failureShare()).isEqualTo(3 / 5.0);
  }

  @Test
  void receiptsNeverLower() {
    ledger.enqueueCampaign(ward, campaign, fixture.targets(account, 1)).block();
    var provider = "r" + campaign;
    decisions.write(List.of(decided(claim(1).getFirst(), new SendOutcome.Accepted(provider)))).blockLast();
    ledger.settle(List.of(receipt(provider, Stage.SEEN), receipt(provider, Stage.DELIVERED), receipt(provider, Stage.ECHO))).block();
    assertThat(ledger.tally(ward, campaign).block().of(Status.SEEN)).isEqualTo(1);
    ledger.settle(List.of(receipt(provider, Stage.DELIVERED), receipt("nobody knows", Stage.SEEN))).block();
    assertThat(ledger.tally(ward, campaign).block().of(Status.SEEN)).isEqualTo(1);
    assertThat(onlyLine().status()).isEqualTo(Status.DELIVERED);
  }

  @Test
  void aReceiptThatComesTooEarlyIsNotLost() {
    ledger.enqueueCampaign(ward, campaign, fixture.targets(account, 1)).block();
    var provider = "e" + campaign;
    var claimed = claim(1).getFirst();
    ledger.settle(List.of(receipt(provider, Stage.DELIVERED))).block();
    decisions.write(List.of(decided(claimed, new SendOutcome.Accepted(provider)))).blockLast();
    receipts.settleEarly().block();
    assertThat(onlyLine().status()).isEqualTo(Status.DELIVERED);
    assertThat(count("select count(*) from delivery_receipt where ward_id = :ward")).isZero();
  }

  @Test
  void anEchoSettlesAMessageWhoseAnswerWasLost() {
    ledger.enqueueCampaign(ward, campaign, fixture.targets(account, 2)).block();
    var claimed = claim(2);
    decisions.write(claimed.stream().map(one -> decided(one, new SendOutcome.Unknown("no answer in time"))).toList()).blockLast();
    var echoed = claimed.getFirst();
    ledger.settle(List.of(echo("x" + campaign, echoed, "Thư của người khác"))).block();
    assertThat(ledger.tally(ward, campaign).block().of(Status.UNKNOWN)).isEqualTo(2);
    ledger.settle(List.of(echo("y" + campaign, echoed, "(gửi lại) Kính mời bà con dự ngày hội\n1. Có"))).block();
    ledger.settle(List.of(receipt("y" + campaign, Stage.DELIVERED))).block();
    assertThat(fixture.fate(account, echoed.delivery().id()).status()).isEqualTo(Status.DELIVERED);
    assertThat(ledger.tally(ward, campaign).block().of(Status.UNKNOWN)).isEqualTo(1);
    assertThat(fixture.row(echoed.delivery().id())).containsEntry("echo_hash", null).containsEntry("to_sealed", null);
  }

  @Test
  void anEchoThatComesBeforeTheTimeRunsOutSettlesTheMessageLater() {
    ledger.enqueueCampaign(ward, campaign, fixture.targets(account, 1)).block();
    var claimed = claim(1).getFirst();
    ledger.settle(List.of(echo("z" + campaign, claimed, "Kính mời bà con dự ngày hội"))).block();
    decisions.write(List.of(decided(claimed, new SendOutcome.Unknown("no answer in time")))).blockLast();
    receipts.settleEarly().block();
    assertThat(fixture.fate(account, claimed.delivery().id()).status()).isEqualTo(Status.ACCEPTED);
    assertThat(count("select count(*) from delivery_receipt where ward_id = :ward")).isZero();
  }

  @Test
  void anEchoOfAnotherNoticeWithTheSameFirstLineSettlesNothing() {
    var claimed = unknown("Công an phường thông báo:\nBà con kiểm tra bếp gas.");
    ledger.settle(List.of(echo("o" + campaign, claimed, "Công an phường thông báo:\nBà con khoá cửa trước khi ngủ."))).block();
    assertThat(fixture.fate(account, claimed.delivery().id()).status()).isEqualTo(Status.UNKNOWN);
    ledger.settle(List.of(echo("p" + campaign, claimed, "Công an phường thông báo: \n\nBà con kiểm tra bếp gas.\n1. Đã rõ\nXem: https://example.vn/a"))).block();
    assertThat(fixture.fate(account, claimed.delivery().id()).status()).isEqualTo(Status.ACCEPTED);
  }

  @Test
  void oneEchoSettlesOneMessage() {
    var first = unknown("Bác nhắn giúp tên tổ dân phố");
    var second = unknown("Bác nhắn giúp tên tổ dân phố");
    ledger.settle(List.of(echo("one" + campaign, second, "Bác nhắn giúp tên tổ dân phố"))).block();
    assertThat(List.of(fixture.fate(account, first.delivery().id()).status(), fixture.fate(account, second.delivery().id()).status()))
        .containsExactlyInAnyOrder(Status.ACCEPTED, Status.UNKNOWN);
  }

  @Test
  void anErasedConversationLeavesNoHashOfWhomItWasWith() {
    var conversation = UUID.randomUUID();
    var claimed = unknown("Bác muốn báo việc gì ạ?", conversation);
    assertThat(fixture.row(claimed.delivery().id()).get("echo_hash")).isNotNull();
    ledger.eraseTexts(ward, conversation).block();
    assertThat(fixture.row(claimed.delivery().id())).containsEntry("echo_hash", null).containsEntry("to_sealed", null).containsEntry("to_hash", null);
  }

  private Claimed unknown(String text) {
    return unknown(text, null);
  }

  private Claimed unknown(String text, UUID conversation) {
    fixture.enqueue(account, 1, Purpose.CAMPAIGN, text, conversation, false);
    var claimed = claim(1).getFirst();
    decisions.write(List.of(decided(claimed, new SendOutcome.Unknown("no answer in time")))).blockLast();
    return claimed;
  }

  @Test
  void keepsWhatTheCallersTransactionKeeps() {
    var delivery = new NewDelivery(ward, LedgerFixture.address(account, 1), Purpose.CONVERSATION, Route.TELEGRAM, OutboundMessage.text("Chào bác"),
        null, null, false);
    assertThatThrownBy(() -> ledger.enqueue(delivery).then(Mono.error(new IllegalStateException("roll back"))).as(transactions::transactional).block())
        .isInstanceOf(IllegalStateException.class);
    assertThat(count("select count(*) from delivery where ward_id = :ward")).isZero();
    var id = ledger.enqueue(delivery).as(transactions::transactional).block();
    assertThat(fixture.fate(account, id).status()).isEqualTo(Status.PLANNED);
  }

  @Test
  void storesNeitherWordsNorAddressesInTheOpen() {
    fixture.enqueue(account, 777, Purpose.CONVERSATION, "chim hoàng yến");
    ledger.enqueueCampaign(ward, campaign, fixture.targets(account, 778)).block();
    var dump = database.sql("""
        select string_agg(d::text, '') || (select string_agg(c::text, '') from delivery_content c where c.ward_id = :ward) as all
        from delivery d where d.ward_id = :ward""").bind("ward", ward).map(row -> row.get(0, String.class)).one().block();
    assertThat(dump).doesNotContain("hoàng yến", hex("hoàng yến"), "resident-777", hex("resident-777"), "ngày hội", hex("ngày hội"));
  }

  @Test
  void sharesOneTextAmongTheTargetsOfACampaign() {
    ledger.enqueueCampaign(ward, campaign, fixture.targets(account, 500)).block();
    ledger.enqueueCampaign(ward, campaign, fixture.targets(fixture.account(ward, Channel.WEB, 25), 500)).block();
    assertThat(count("select count(*) from delivery_content where ward_id = :ward")).isEqualTo(1);
    assertThat(count("select count(*) from delivery where ward_id = :ward")).isEqualTo(1_000);
  }

  @Test
  void listsTargetsPageByPageWithoutPeople() {
    ledger.enqueueCampaign(ward, campaign, fixture.targets(account, 5)).block();
    var group = UUID.randomUUID();
    ledger.enqueueCampaign(ward, campaign, List.of(CampaignTarget.skipped(UUID.randomUUID(), group, "blocked"))).block();
    var first = ledger.deliveries(ward, campaign, null, null, 4).block();
    var second = ledger.deliveries(ward, campaign, null, first.nextCursor(), 4).block();
    assertThat(first.items()).hasSize(4);
    assertThat(second.items()).hasSize(2);
    assertThat(second.nextCursor()).isNull();
    assertThat(second.items()).doesNotContainAnyElementsOf(first.items());
    var skipped = ledger.deliveries(ward, campaign, Status.SKIPPED, null, 4).block().items();
    assertThat(skipped).singleElement().satisfies(line -> {
      assertThat(line.reason()).isEqualTo("blocked");
      assertThat(line.groupId()).isEqualTo(group);
    });
    assertThat(ledger.tallyByGroup(ward, campaign).block().get(group).of(Status.SKIPPED)).isEqualTo(1);
  }

  @Test
  void erasesAConversationAtOnceOrWhenItsLastReplyHasLeft() {
    var conversation = UUID.randomUUID();
    var sent = fixture.enqueue(account, 1, Purpose.CONVERSATION, "đã gửi", conversation, false);
    decisions.write(List.of(decided(claim(1).getFirst(), new SendOutcome.Accepted("x" + sent)))).blockLast();
    var open = fixture.enqueue(account, 1, Purpose.CONVERSATION, "còn gửi", conversation, false);
    ledger.eraseTexts(ward, conversation).block();
    assertThat(fixture.row(sent)).containsEntry("content_sealed", null).containsEntry("to_sealed", null).containsEntry("conversation_id", null);
    assertThat(fixture.row(open).get("content_sealed")).isNotNull();
    decisions.write(List.of(decided(claim(1).getFirst(), new SendOutcome.Accepted("x" + open)))).blockLast();
    assertThat(fixture.row(open)).containsEntry("content_sealed", null).containsEntry("to_sealed", null).containsEntry("conversation_id", null)
        .containsEntry("status", "ACCEPTED");
  }

  @Test
  void wipesAnEphemeralTextWithItsFate() {
    var id = fixture.enqueue(account, 1, Purpose.CONVERSATION, "mã bí mật", null, true);
    var claimed = claim(1).getFirst();
    decisions.write(List.of(decided(claimed, new SendOutcome.RateLimited(java.time.Duration.ZERO)))).blockLast();
    assertThat(fixture.row(id).get("content_sealed")).isNotNull();
    decisions.write(List.of(decided(claim(1).getFirst(), new SendOutcome.Accepted("x" + id)))).blockLast();
    assertThat(fixture.row(id).get("content_sealed")).isNull();
  }

  @Test
  void wipesTextsAfterNinetyDays() {
    var id = fixture.enqueue(account, 1, Purpose.CONVERSATION, "cũ", null, false);
    decisions.write(List.of(decided(claim(1).getFirst(), new SendOutcome.Accepted("x" + id)))).blockLast();
    retention.run().block();
    assertThat(fixture.row(id).get("content_sealed")).isNotNull();
    fixture.sql("update delivery set decided_at = decided_at - interval '91 days' where account_id = :account", account.id());
    retention.run().block();
    assertThat(fixture.row(id).get("content_sealed")).isNull();
  }

  @Test
  void resendsOnlyWhatIsUnknown() {
    ledger.enqueueCampaign(ward, campaign, fixture.targets(account, 2)).block();
    var claimed = claim(2);
    decisions.write(List.of(decided(claimed.get(0), new SendOutcome.Unknown("time-out")), decided(claimed.get(1), new SendOutcome.Accepted("y" + campaign))))
        .blockLast();
    var unknown = claimed.get(0).delivery().id();
    ledger.resend(ward, unknown).block();
    assertThat(fixture.fate(account, unknown).repeated()).isTrue();
    assertThat(claim(2)).singleElement().satisfies(again -> assertThat(again.toSend().text()).startsWith("(gửi lại) "));
    assertThatThrownBy(() -> ledger.resend(ward, claimed.get(1).delivery().id()).block()).isInstanceOf(Conflict.class);
  }

  private List<Claimed> claim(int most) {
    var owner = new UUID(1, account.id().getLeastSignificantBits());
    var lease = fixture.lease(owner, account).getFirst();
    return fixture.claims(LedgerFixture.UNPACED).claim(account, owner, lease.token(), most).block();
  }

  private DeliveryFate onlyLine() {
    return ledger.deliveries(ward, campaign, null, null, 10).block().items().getFirst();
  }

  private long count(String sql) {
    return database.sql(sql).bind("ward", ward).map(row -> row.get(0, Long.class)).one().block();
  }

  private DeliveryReceipt echo(String provider, Claimed of, String text) {
    return new DeliveryReceipt(ward, account.id(), provider, Stage.ECHO, Instant.now(), new DeliveryReceipt.Echo(of.delivery().to(), text));
  }

  private DeliveryReceipt receipt(String provider, Stage stage) {
    return new DeliveryReceipt(ward, account.id(), provider, stage, Instant.now());
  }

  private static Decision decided(Claimed claimed, SendOutcome outcome) {
    return new Decision(claimed, outcome, true);
  }

  private static String hex(String text) {
    return java.util.HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
