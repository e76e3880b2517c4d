package vn.caunoi.channel.zalo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.MessageTemplate;
import vn.caunoi.channel.MessageTemplates;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.channel.simulated.ZaloTwin;
import vn.caunoi.channel.simulated.ZaloTwinOa;
import vn.caunoi.channel.simulated.ZaloTwinTemplates.Place;
import vn.caunoi.channel.simulated.ZaloTwinTemplates.Template;
import vn.caunoi.contact.Consent;
import vn.caunoi.contact.ContactBook;
import vn.caunoi.ward.Ward;

/** Templates of an OA, through the adapter and the twin. */
@CauNoiTest
class ZaloTemplatesIT {
  private static final String RESIDENT = "6647382910564738291";
  private static final Instant NEW = Instant.parse("2026-05-01T00:00:00Z");
  private static final Instant OLD = Instant.parse("2025-06-01T00:00:00Z");
  private static final Map<String, String> VALUES = Map.of("ten_to", "Tổ 7");

  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private ContactBook contacts;
  @Autowired private MessageTemplates templates;
  @Autowired private ZaloRoads sender;
  @Autowired private ZaloTemplateRows rows;
  @Autowired private ZaloTwin twin;
  private ZaloTwinOa oa;
  private Ward ward;
  private ChannelAccount account;

  @BeforeEach
  void connect() {
    oa = twin.newOa();
    ward = wards.create();
    account = accounts.add(ward.id(), Channel.ZALO, "oa-" + oa.id(), true, 30, oa.credentials()).block();
    has("100", "ENABLE", "TRANSACTION", NEW);
    oa.resident(RESIDENT).says("chào");
    oa.resident(RESIDENT).lastWroteAgo(Duration.ofDays(30));
  }

  @Test
  void readsTheListWithStatusPriceAndParameters() {
    has("200", "PENDING_REVIEW", "TRANSACTION", NEW);
    has("300", "REJECT", "TRANSACTION", NEW);
    has("400", "ENABLE", "TRANSACTION", OLD);
    has("500", "ENABLE", "OTP", NEW);
    assertThat(read()).isEqualTo(5);
    var hundred = find("100");
    assertThat(hundred.status()).isEqualTo(MessageTemplate.Status.ENABLED);
    assertThat(hundred.priceVnd()).isEqualTo(120);
    assertThat(hundred.byUserId()).isTrue();
    assertThat(hundred.previewUrl()).startsWith("https://account.zalo.cloud/");
    assertThat(hundred.parameters()).containsExactly(new MessageTemplate.Parameter("ten_to", "STRING", 30, true),
        new MessageTemplate.Parameter("ghi_chu", "STRING", 80, false));
    assertThat(find("200").status()).isEqualTo(MessageTemplate.Status.PENDING);
    assertThat(find("300").reason()).contains("chưa phù hợp");
    assertThat(find("400").byUserId()).isFalse();
    assertThat(find("500").byUserId()).isFalse();
    assertThat(templates.readings(ward.id()).blockFirst().trouble()).isNull();
  }

  @Test
  void forgetsNothingButMarksWhatZaloNoLongerLists() {
    read();
    oa.templates().forgets("100");
    has("200", "ENABLE", "TRANSACTION", NEW);
    read();
    assertThat(find("100").status()).isEqualTo(MessageTemplate.Status.GONE);
    assertThat(find("200").isEnabled()).isTrue();
  }

  @Test
  void detailsThatAreNotToldStayAsTheyWere() {
    read();
    var before = find("100");
    var listed = JsonMapper.shared().readTree("{\"templateId\":100,\"templateName\":\"Đổi tên\",\"status\":\"ENABLE\",\"createdTime\":1777593600000}");
    rows.keep(account, ZaloTemplateTold.read(listed, MissingNode.getInstance())).block();
    var after = find("100");
    assertThat(after.name()).isEqualTo("Đổi tên");
    assertThat(after.parameters()).isEqualTo(before.parameters());
    assertThat(after.priceVnd()).isEqualTo(before.priceVnd());
    assertThat(send("100", VALUES)).isInstanceOf(SendOutcome.Accepted.class);
  }

  @Test
  void anOaThatIsNotConnectedSaysSo() {
    read();
    oa.revokesTokens();
    assertThatThrownBy(this::read).hasMessageContaining("OA chưa kết nối");
  }

  @Test
  void trap13_aClosedWindowIsReachedByAnApprovedTemplateAlone() {
    read();
    assertThat(sender.send(account, resident(), UUID.randomUUID(), OutboundMessage.text("Chào bà con")).block()).isInstanceOf(SendOutcome.Unreachable.class);
    assertThat(send("100", VALUES)).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(oa.templates().sent()).singleElement().satisfies(sent -> {
      assertThat(sent.to()).isEqualTo(RESIDENT);
      assertThat(sent.values()).isEqualTo(VALUES);
    });
    assertThat(oa.calls()).extracting(ZaloTwinOa.Call::path).doesNotContain("/v3.0/oa/message/promotion", "/v3.0/oa/message/transaction");
  }

  @Test
  void nothingLeavesThatZaloWouldRefuse() {
    has("200", "PENDING_REVIEW", "TRANSACTION", NEW);
    read();
    assertThat(send("200", VALUES)).isEqualTo(new SendOutcome.Refused("-131", "template not approved"));
    assertThat(send("999", VALUES)).isEqualTo(new SendOutcome.Refused("-109", "template unknown"));
    assertThat(send("100", Map.of())).isEqualTo(new SendOutcome.Refused("-112", "template parameters do not fit"));
    assertThat(send("100", Map.of("ten_to", "x".repeat(31)))).isEqualTo(new SendOutcome.Refused("-112", "template parameters do not fit"));
    assertThat(oa.calls()).extracting(ZaloTwinOa.Call::path).doesNotContain("/v3.0/oa/message/template");
  }

  @Test
  void aTemplateThatZaloTakesByPhoneAloneIsRememberedAsSuch() {
    has("400", "ENABLE", "TRANSACTION", NEW);
    read();
    has("400", "ENABLE", "TRANSACTION", OLD);
    assertThat(send("400", VALUES)).isInstanceOfSatisfying(SendOutcome.Refused.class, no -> assertThat(no.code()).isEqualTo("-249"));
    assertThat(find("400").byUserId()).isFalse();
    has("400", "ENABLE", "TRANSACTION", NEW);
    read();
    assertThat(find("400").byUserId()).isFalse();
  }

  @Test
  void aTemplateForPhoneNumbersAloneGoesToTheNumberAResidentAgreedTo() {
    has("400", "ENABLE", "TRANSACTION", OLD);
    read();
    var contact = contacts.findOrAdd(ward.id(), resident(), Instant.now()).block();
    assertThat(send("400", VALUES)).isInstanceOf(SendOutcome.Refused.class);
    contacts.grant(ward.id(), contact.id(), Consent.Purpose.PHONE, "thử", Channel.ZALO, Instant.now()).block();
    contacts.phoneGiven(ward.id(), contact.id(), "0901 234 567", Instant.now()).block();
    var delivery = UUID.randomUUID();
    assertThat(sender.send(account, resident(), delivery, OutboundMessage.template("400", VALUES)).block()).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(oa.templates().sent()).singleElement().satisfies(sent -> {
      assertThat(sent.byPhone()).isTrue();
      assertThat(sent.to()).isEqualTo("84901234567");
      assertThat(sent.trackingId()).isEqualTo(delivery.toString()).hasSizeLessThanOrEqualTo(48);
    });
    contacts.withdraw(ward.id(), contact.id(), Consent.Purpose.PHONE, Instant.now()).block();
    assertThat(send("400", VALUES)).isInstanceOf(SendOutcome.Refused.class);
  }

  @Test
  void minus249GoesByPhoneAtOnceWhenThereIsOne() {
    has("400", "ENABLE", "TRANSACTION", NEW);
    read();
    has("400", "ENABLE", "TRANSACTION", OLD);
    var contact = contacts.findOrAdd(ward.id(), resident(), Instant.now()).block();
    contacts.grant(ward.id(), contact.id(), Consent.Purpose.PHONE, "thử", Channel.ZALO, Instant.now()).block();
    contacts.phoneGiven(ward.id(), contact.id(), "84901234567", Instant.now()).block();
    assertThat(send("400", VALUES)).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(oa.templates().sent()).singleElement().satisfies(sent -> assertThat(sent.byPhone()).isTrue());
  }

  @Test
  void atNightATemplateWaitsForTheMorning() {
    read();
    oa.templates().isNight(true);
    assertThat(send("100", VALUES)).isInstanceOfSatisfying(SendOutcome.Postponed.class, late -> assertThat(late.reason()).isEqualTo("not at night"));
  }

  @Test
  void aUsedUpDayWaitsForTheNext() {
    read();
    oa.templates().dayQuota(1);
    assertThat(send("100", VALUES)).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(send("100", VALUES)).isInstanceOf(SendOutcome.Postponed.class);
  }

  @Test
  void withoutMoneyTemplatesWaitVisiblyAndRepliesGoOn() {
    read();
    oa.templates().hasMoney(false);
    assertThat(send("100", VALUES)).isInstanceOf(SendOutcome.Postponed.class);
    long asked = templateCalls();
    assertThat(send("100", VALUES)).isInstanceOf(SendOutcome.Postponed.class);
    assertThat(templateCalls()).isEqualTo(asked);
    var shown = accounts.get(ward.id(), account.id()).block();
    assertThat(shown.status()).isEqualTo(ChannelAccount.Status.ACTIVE);
    assertThat(shown.statusReason()).contains("Nạp tiền");
    oa.resident(RESIDENT).says("có ai không");
    assertThat(sender.send(account, resident(), UUID.randomUUID(), OutboundMessage.text("Có ạ")).block()).isInstanceOf(SendOutcome.Accepted.class);
  }

  @Test
  void developmentModeReachesAdministratorsAlone() {
    has("400", "ENABLE", "TRANSACTION", OLD);
    read();
    oa.templates().administrator("84901234567");
    assertThat(rehearse("84901234567")).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(oa.templates().sent()).singleElement().satisfies(sent -> assertThat(sent.trackingId()).hasSizeLessThanOrEqualTo(48));
    assertThat(rehearse("84907654321")).isEqualTo(new SendOutcome.Refused("-127", "development mode reaches administrators only"));
  }

  @Test
  void aMentionInAValueCallsNobody() {
    read();
    send("100", Map.of("ten_to", "[@" + oa.id() + "]"));
    assertThat(oa.templates().sent()).singleElement().satisfies(sent -> assertThat(sent.values().get("ten_to")).doesNotContain("[@"));
  }

  @Test
  void theRoundReadsListsThatWereNeverRead() {
    assertThat(rows.due(Duration.ofHours(4), 10_000).map(ZaloTemplateRows.Due::accountId).collectList().block()).contains(account.id());
    read();
    assertThat(rows.due(Duration.ofHours(4), 10_000).map(ZaloTemplateRows.Due::accountId).collectList().block()).doesNotContain(account.id());
  }

  private void has(String id, String status, String tag, Instant made) {
    oa.templates().has(new Template(id, "Mẫu " + id, status, tag, made, "120.0",
        List.of(new Place("ten_to", "STRING", 30, true), new Place("ghi_chu", "STRING", 80, false))));
  }

  private int read() {
    return templates.synchronise(ward.id(), account.id()).block();
  }

  private MessageTemplate find(String id) {
    return templates.find(ward.id(), account.id(), id).block();
  }

  private SendOutcome send(String template, Map<String, String> values) {
    return sender.send(account, resident(), UUID.randomUUID(), OutboundMessage.template(template, values)).block();
  }

  private SendOutcome rehearse(String phone) {
    return templates.rehearse(ward.id(), account.id(), "400", phone, VALUES).block();
  }

  private ChannelAddress resident() {
    return new ChannelAddress(Channel.ZALO, account.id(), RESIDENT);
  }

  private long templateCalls() {
    return oa.calls().stream().filter(call -> call.path().equals("/v3.0/oa/message/template")).count();
  }
}
