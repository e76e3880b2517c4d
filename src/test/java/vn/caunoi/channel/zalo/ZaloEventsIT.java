package vn.caunoi.channel.zalo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.GroupChats;
import vn.caunoi.channel.NewGroupChat;
import vn.caunoi.channel.simulated.ZaloTwin;
import vn.caunoi.channel.simulated.ZaloTwinGroups;
import vn.caunoi.channel.simulated.ZaloTwinOa;
import vn.caunoi.contact.ContactBook;
import vn.caunoi.contact.Consent;
import vn.caunoi.ward.Ward;

/** Events of a simulated OA through the service's own webhook, inbox, ledger and lanes. */
@CauNoiTest
class ZaloEventsIT {
  private static final String RESIDENT = "6647382910564738291";

  @Autowired TestWard wards;
  @Autowired ChannelAccounts accounts;
  @Autowired ContactBook contacts;
  @Autowired GroupChats groups;
  @Autowired DatabaseClient database;
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
  }

  @AfterEach
  void disconnect() {
    accounts.markPaused(ward.id(), account.id()).block();
  }

  @Test
  void aWithdrawalDeletesTheResidentAndLeavesAnEntry() {
    oa.resident(RESIDENT).says("chào");
    eventually(() -> assertThat(oa.resident(RESIDENT).reads()).isNotEmpty());
    var contact = contacts.find(ward.id(), resident).block();
    oa.posts(event("user_withdraw", Map.of("user_id", RESIDENT)));
    eventually(() -> assertThat(contacts.find(ward.id(), resident).block()).isNull());
    assertThat(count("select count(*) from contact where ward_id = :ward")).isZero();
    assertThat(count("select count(*) from conversation where ward_id = :ward")).isZero();
    assertThat(count("select count(*) from delivery where ward_id = :ward and (contact_id is not null or content_sealed is not null)")).isZero();
    assertThat(database.sql("""
        select subject_id || ' ' || (details->>'asked_by') as said from audit_entry where ward_id = :ward and action = 'contact_erased'""")
        .bind("ward", ward.id()).map(row -> row.get("said", String.class)).one().block()).isEqualTo(contact.id() + " NETWORK");
  }

  @Test
  void whoUnfollowsIsOutOfReachUntilTheyReturn() {
    oa.resident(RESIDENT).follows();
    eventually(() -> assertThat(contacts.reach(ward.id(), resident).block()).isNotNull());
    oa.resident(RESIDENT).unfollows();
    eventually(() -> assertThat(contacts.reach(ward.id(), resident).block().blockedBecause()).isEqualTo("left"));
    oa.resident(RESIDENT).follows();
    eventually(() -> assertThat(contacts.reach(ward.id(), resident).block().blockedBecause()).isNull());
  }

  /** Trap 8: repeats and disorder are harmless. */
  @Test
  void everyMessageIsAnsweredOnceHoweverOftenAndInWhateverOrderItComes() {
    oa.rules().repeatsEvents(true).shufflesEvents(Duration.ofMillis(100)).sendsReceipts(false);
    for (int i = 1; i <= 4; i++) {
      oa.resident(String.valueOf(9_007_199_254_740_990L + i)).says("trợ giúp");
    }
    eventually(() -> assertThat(oa.messages()).hasSize(4));
    eventually(() -> assertThat(count("select count(*) from inbox where ward_id = :ward and status = 'DONE'")).isEqualTo(4));
    assertThat(oa.messages()).extracting(ZaloTwinOa.Message::userId).doesNotHaveDuplicates();
  }

  @Test
  void aCommandInAGroupIsAnsweredThereOnceAndWhatOthersSayIsNot() {
    var group = group();
    for (var text : List.of("tối qua có trộm ở ngõ 3", "[@" + oa.id() + "] menu", "[@" + oa.id() + "] báo tin", "[@" + oa.id() + "] thằng A lấy xe")) {
      oa.posts(groupText(group, text));
    }
    eventually(() -> assertThat(oa.groups().posts(group)).hasSize(1));
    assertThat(oa.groups().posts(group)).extracting(ZaloTwinGroups.Post::text).allSatisfy(text -> assertThat(text).contains("nhắn riêng", "113"));
    assertThat(count("select count(*) from inbox where ward_id = :ward")).isEqualTo(1);
    assertThat(count("select count(*) from parked_event where ward_id = :ward")).isZero();
    assertThat(count("select count(*) from contact where ward_id = :ward")).isZero();
    eventually(() -> assertThat(count("select count(*) from delivery where ward_id = :ward and content_sealed is not null")).isZero());
  }

  @Test
  void anAnonymousVisitorIsToldOnceWhereToWriteAndIsNoResident() {
    oa.rules().keepsWindows(false).sendsReceipts(false);
    for (var text : List.of("alo", "có ai không")) {
      oa.posts(event("anonymous_send_text", Map.of("sender", Map.of("id", "a9f3b2c1d0e4"), "recipient", Map.of("id", oa.id()),
          "message", Map.of("text", text, "msg_id", "v" + text.length(), "conversation_id", "c0ffee"))));
    }
    eventually(() -> assertThat(oa.messagesTo("a9f3b2c1d0e4")).singleElement().satisfies(answer -> assertThat(answer.text()).contains("không nhận tin báo")));
    assertThat(count("select count(*) from contact where ward_id = :ward")).isZero();
    assertThat(count("select count(*) from inbox where ward_id = :ward")).isEqualTo(1);
  }

  @Test
  void aNumberFromZalosFormIsKeptOnlyWhenItWasAgreedTo() {
    oa.resident(RESIDENT).says("chào");
    eventually(() -> assertThat(contacts.find(ward.id(), resident).block()).isNotNull());
    oa.posts(form("84912345678"));
    eventually(() -> assertThat(count("select count(*) from inbox where ward_id = :ward and status = 'DONE'")).isEqualTo(2));
    assertThat(count("select count(*) from contact_phone where ward_id = :ward")).isZero();

    var contact = contacts.find(ward.id(), resident).block();
    contacts.grant(ward.id(), contact.id(), Consent.Purpose.PHONE, "thử", Channel.ZALO, java.time.Instant.now()).block();
    oa.posts(form("84987654321"));
    eventually(() -> assertThat(count("select count(*) from contact_phone where ward_id = :ward")).isEqualTo(1));
  }

  @Test
  void whatIsNotUnderstoodIsKeptSealedAndWhatBelongsToAGroupIsNot() {
    oa.posts(event("user_sent_hologram", Map.of("sender", Map.of("id", RESIDENT), "recipient", Map.of("id", oa.id()))));
    oa.posts(event("pin_message_in_group", Map.of("group_id", "f4c1a90b7e22d5136aa0", "message", Map.of("text", "lời trong nhóm"))));
    eventually(() -> assertThat(count("select count(*) from parked_event where ward_id = :ward")).isEqualTo(1));
    assertThat(database.sql("select kind from parked_event where ward_id = :ward").bind("ward", ward.id())
        .map(row -> row.get("kind", String.class)).one().block()).isEqualTo("user_sent_hologram");
  }

  private String group() {
    oa.groups().buys("gmf50", "asset-" + oa.id(), LocalDate.now().plusYears(1));
    var residential = wards.group(ward, "Tổ 5", 120);
    return groups.create(new NewGroupChat(ward.id(), account.id(), residential.id(), "Tổ 5", "",
        groups.assets(ward.id(), account.id()).block().getFirst(), List.of("8800112233445566778"))).block().externalId();
  }

  private Map<String, Object> groupText(String group, String text) {
    return event("user_send_group_text", Map.of("sender", Map.of("id", RESIDENT), "recipient", Map.of("id", group),
        "message", Map.of("text", text, "msg_id", "g" + text.hashCode())));
  }

  private Map<String, Object> form(String phone) {
    return event("user_submit_info", Map.of("sender", Map.of("id", RESIDENT), "recipient", Map.of("id", oa.id()),
        "info", Map.of("name", "Trần Thị B", "phone", phone, "user_dob", "05/09/1988")));
  }

  private Map<String, Object> event(String name, Map<String, Object> more) {
    var event = new LinkedHashMap<String, Object>(more);
    event.put("app_id", oa.appId());
    event.put("oa_id", oa.id());
    event.put("event_name", name);
    event.put("timestamp", String.valueOf(System.currentTimeMillis()));
    return event;
  }

  private static void eventually(org.awaitility.core.ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
  }

  private long count(String sql) {
    return database.sql(sql).bind("ward", ward.id()).map(row -> row.get(0, Long.class)).one().block();
  }
}
