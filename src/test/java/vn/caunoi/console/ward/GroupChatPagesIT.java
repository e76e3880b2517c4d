package vn.caunoi.console.ward;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.GroupChat;
import vn.caunoi.channel.GroupChats;
import vn.caunoi.channel.simulated.ZaloTwin;
import vn.caunoi.channel.simulated.ZaloTwinOa;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.Ward;

/** A commander makes the Zalo group of a residential group in the console. */
@CauNoiTest
class GroupChatPagesIT {
  private static final String ADMIN = "6647382910564738291";

  @Autowired private WebTestClient http;
  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private GroupChats chats;
  @Autowired private ZaloTwin twin;
  @Autowired private DatabaseClient database;
  private ZaloTwinOa oa;
  private Ward ward;
  private ResidentialGroup seven;
  private Officer commander;
  private ChannelAccount account;

  @BeforeEach
  void connect() {
    oa = twin.newOa();
    ward = wards.create();
    seven = wards.group(ward, "Tổ 7", 120);
    commander = wards.signedUp(ward, Role.COMMANDER);
    account = accounts.add(ward.id(), Channel.ZALO, "oa-" + oa.id(), true, 30, oa.credentials()).block();
    oa.groups().buys("gmf100", "goi-a", LocalDate.now().plusYears(1));
  }

  @Test
  void offersFreeAssetsAndFillsInNameAndDescription() {
    oa.groups().buys("gmf10", "goi-cu", LocalDate.now().minusDays(1));
    assertThat(get(commander, "/new")).contains("Tối đa 100 người", "goi-a", "Tổ 7 – " + ward.name(), "không viết trong nhóm", "user_id")
        .doesNotContain("goi-cu");
  }

  @Test
  void makesTheGroupAndShowsItsLinkOnThePageAndOnThePrintedSheet() {
    create(ADMIN).expectStatus().isSeeOther().expectBody().isEmpty();
    var chat = chats.of(ward.id(), seven.id()).blockFirst();
    assertThat(chat.status()).isEqualTo(GroupChat.Status.LIVE);
    assertThat(page(commander)).contains(chat.link(), "Đang hoạt động", "Thành viên", "/ 100", "Giải tán nhóm", "không lấy danh sách");
    assertThat(sheet()).contains("Vào nhóm Zalo của tổ");
    assertThat(get(commander, "/new")).contains(ADMIN);
    assertThat(audited()).contains("zalo_group_created");
  }

  @Test
  void theQrPageOffersTheZaloGroupOfARealOaAlone() {
    create(ADMIN).expectBody().isEmpty();
    var link = chats.of(ward.id(), seven.id()).blockFirst().link();
    assertThat(landing()).doesNotContain(link);
    database.sql("update channel_account set simulated = false, status = 'PAUSED' where ward_id = :ward and id = :id")
        .bind("ward", ward.id()).bind("id", account.id()).then().block();
    assertThat(landing()).contains(link, "Vào nhóm Zalo của tổ", "Báo tin thì nhắn riêng");
  }

  @Test
  void keepsWhatWasTypedWhenZaloRefuses() {
    oa.groups().runsUntil("goi-a", LocalDate.now().minusDays(1));
    create(ADMIN).expectStatus().isBadRequest().expectBody(String.class).value(page ->
        assertThat(page).contains("Chọn gói khác", "Nhóm thử", "Mua gói"));
    create("chị Lan").expectStatus().isBadRequest().expectBody(String.class).value(page -> assertThat(page).contains("không phải số điện thoại", "chị Lan"));
  }

  @Test
  void tellsWhatToDoAboutALapsedAssetAndPutsAnotherUnderTheGroup() {
    create(ADMIN).expectBody().isEmpty();
    var chat = chats.of(ward.id(), seven.id()).blockFirst();
    oa.groups().runsUntil("goi-a", LocalDate.now().minusDays(1));
    post(commander, "/" + chat.id() + "/refresh", BodyInserters.fromFormData("x", "")).expectStatus().isSeeOther().expectBody().isEmpty();
    assertThat(page(commander)).contains("Bị khoá", "Gia hạn gói", "Zalo sẽ xoá nhóm này ngày");
    oa.groups().buys("gmf50", "goi-b", LocalDate.now().plusYears(1));
    assertThat(get(commander, "/" + chat.id() + "/asset")).contains("goi-b", "gói đang dùng");
    post(commander, "/" + chat.id() + "/asset", BodyInserters.fromFormData("asset", "goi-a")).expectStatus().isBadRequest()
        .expectBody(String.class).value(page -> assertThat(page).contains("Chọn gói khác"));
    post(commander, "/" + chat.id() + "/asset", BodyInserters.fromFormData("asset", "goi-b")).expectStatus().isSeeOther().expectBody().isEmpty();
    assertThat(page(commander)).contains("Đang hoạt động", "/ 50");
    post(commander, "/" + chat.id() + "/disband", BodyInserters.fromFormData("x", "")).expectStatus().isSeeOther().expectBody().isEmpty();
    assertThat(page(commander)).contains("Tạo nhóm Zalo").doesNotContain("Giải tán nhóm");
    assertThat(oa.groups().ids("Nhóm thử")).isEmpty();
  }

  @Test
  void anOfficerSeesTheGroupButDoesNotManageIt() {
    create(ADMIN).expectBody().isEmpty();
    var officer = wards.signedUp(ward, Role.OFFICER);
    assertThat(page(officer)).contains("Đang hoạt động").doesNotContain("Giải tán nhóm");
    var chat = chats.of(ward.id(), seven.id()).blockFirst();
    post(officer, "/" + chat.id() + "/disband", BodyInserters.fromFormData("x", "")).expectStatus().isForbidden().expectBody().returnResult();
    assertThat(chats.get(ward.id(), chat.id()).block().status()).isEqualTo(GroupChat.Status.LIVE);
  }

  @Test
  void anotherWardsGroupIsNotFound() {
    create(ADMIN).expectBody().isEmpty();
    var chat = chats.of(ward.id(), seven.id()).blockFirst();
    var stranger = wards.signedUp(wards.create(), Role.COMMANDER);
    post(stranger, "/" + chat.id() + "/disband", BodyInserters.fromFormData("x", "")).expectStatus().isNotFound().expectBody().returnResult();
    assertThat(oa.groups().ids("Nhóm thử")).hasSize(1);
  }

  private WebTestClient.ResponseSpec create(String admins) {
    return post(commander, "", BodyInserters.fromFormData("account", account.id().toString()).with("name", "Nhóm thử").with("description", "")
        .with("asset", "gmf100//goi-a").with("admins", admins));
  }

  private WebTestClient.ResponseSpec post(Officer as, String path, BodyInserters.FormInserter<String> form) {
    return as(as).post().uri("/groups/" + seven.id() + "/zalo" + path).contentType(MediaType.APPLICATION_FORM_URLENCODED).body(form).exchange();
  }

  private String get(Officer as, String path) {
    return html(as, "/groups/" + seven.id() + "/zalo" + path);
  }

  private String page(Officer as) {
    return html(as, "/groups/" + seven.id());
  }

  private String sheet() {
    return html(commander, "/groups/" + seven.id() + "/qr");
  }

  private String landing() {
    return html(commander, "/g/" + seven.token());
  }

  private String html(Officer as, String path) {
    return as(as).get().uri(path).accept(MediaType.TEXT_HTML).exchange().expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody();
  }

  private WebTestClient as(Officer officer) {
    return http.mutate().defaultHeader("Authorization", "Bearer " + wards.bearer(officer)).build();
  }

  private List<String> audited() {
    return database.sql("select action from audit_entry where ward_id = :ward").bind("ward", ward.id()).map(row -> row.get("action", String.class)).all()
        .collectList().block();
  }
}
