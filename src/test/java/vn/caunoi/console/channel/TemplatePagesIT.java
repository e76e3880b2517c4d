package vn.caunoi.console.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.campaign.CampaignPlanner;
import vn.caunoi.campaign.TemplateChoice;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.simulated.ZaloTwin;
import vn.caunoi.channel.simulated.ZaloTwinOa;
import vn.caunoi.channel.simulated.ZaloTwinTemplates.Place;
import vn.caunoi.channel.simulated.ZaloTwinTemplates.Template;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.Ward;

/** The list of templates for an administrator, and the choice among them for an author. */
@CauNoiTest
class TemplatePagesIT {
  @Autowired private WebTestClient http;
  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private CampaignPlanner planner;
  @Autowired private ZaloTwin twin;
  private ZaloTwinOa oa;
  private Ward ward;
  private Officer admin;
  private Officer author;
  private ChannelAccount account;

  @BeforeEach
  void connect() {
    oa = twin.newOa();
    ward = wards.create();
    admin = wards.signedUp(ward, Role.ADMIN);
    author = wards.signedUp(ward, Role.OFFICER);
    account = accounts.add(ward.id(), Channel.ZALO, "oa-" + oa.id(), true, 30, oa.credentials()).block();
    oa.templates().has(new Template("512890", "Thông báo <phường>", "ENABLE", "TRANSACTION", Instant.parse("2026-05-01T00:00:00Z"), "120.0",
        List.of(new Place("ten_to", "STRING", 60, true), new Place("noi_dung", "STRING", 80, true))));
    oa.templates().has(new Template("600000", "Nhắc lịch", "REJECT", "TRANSACTION", Instant.parse("2026-05-01T00:00:00Z"), "200.0", List.of()));
  }

  @Test
  void showsStatusPriceAndPlacesAfterReadingTheListFromZalo() {
    assertThat(get(admin, "/settings/templates")).contains("Chưa đọc danh sách lần nào");
    read();
    assertThat(get(admin, "/settings/templates")).contains("Thông báo &lt;phường&gt;", "✓ Đã duyệt", "120 đ mỗi tin", "ten_to, noi_dung", "Bị từ chối", "chưa phù hợp");
    assertThat(get(admin, one())).contains("512890", "80 ký tự", "https://account.zalo.cloud/znspreview/512890", "noopener", "Gửi thử");
  }

  @Test
  void saysWhyTheListCannotBeRead() {
    read();
    oa.revokesTokens();
    post(admin, "/settings/templates/" + account.id() + "/read", BodyInserters.fromFormData("x", "")).expectStatus().isEqualTo(409)
        .expectBody(String.class).value(page -> assertThat(page).contains("OA chưa kết nối", "Thông báo"));
  }

  @Test
  void aTrialReachesAnAdministratorAlone() {
    read();
    oa.templates().administrator("84901234567");
    assertThat(trial("0901 234 567", "Tổ 7")).contains("Zalo đã nhận");
    assertThat(oa.templates().sent()).singleElement().satisfies(sent -> assertThat(sent.to()).isEqualTo("84901234567"));
    assertThat(trial("0907654321", "Tổ 7")).contains("-127");
    assertThat(trial("123", "Tổ 7")).contains("cần 10 chữ số");
    assertThat(trial("0901234567", "x".repeat(61))).contains("không khớp mẫu");
  }

  @Test
  void onlyAnAdministratorSeesTheSettings() {
    as(author).get().uri("/settings/templates").accept(MediaType.TEXT_HTML).exchange().expectStatus().isForbidden().expectBody().returnResult();
  }

  @Test
  void anAuthorChoosesATemplateAndSaysWhereEachValueComesFrom() {
    read();
    var chosen = account.id() + "/512890";
    assertThat(get(author, "/campaigns/new")).contains("Người quá 7 ngày chưa nhắn OA Zalo", chosen).doesNotContain("Nhắc lịch");
    assertThat(get(author, "/campaigns/template-fields?template=" + chosen)).contains("s.ten_to", "v.noi_dung", "tối đa 80 ký tự").doesNotContain("<main");
    var form = BodyInserters.fromFormData("title", "Phòng cháy").with("body", "Kiểm tra bếp gas").with("whom", "all").with("when", "now")
        .with("template", chosen).with("s.ten_to", "group").with("v.ten_to", "").with("s.noi_dung", "text").with("v.noi_dung", "Kiểm tra bếp gas, khoá van");
    var location = post(author, "/campaigns", form).expectStatus().isSeeOther().expectBody().returnResult().getResponseHeaders().getLocation();
    var id = java.util.UUID.fromString(location.getPath().substring("/campaigns/".length()));
    assertThat(planner.get(author, id).block().template())
        .isEqualTo(new TemplateChoice(account.id(), "512890", java.util.Map.of("ten_to", "{group}", "noi_dung", "Kiểm tra bếp gas, khoá van")));
    assertThat(get(author, "/campaigns/" + id)).contains("nhận mẫu tin Zalo", "noi_dung: Kiểm tra bếp gas, khoá van", "(tên tổ của người nhận)");
    assertThat(get(author, "/campaigns/" + id + "/edit")).contains("Kiểm tra bếp gas, khoá van");
  }

  @Test
  void keepsWhatWasTypedWhenAValueIsMissing() {
    read();
    var form = BodyInserters.fromFormData("title", "Phòng cháy").with("body", "Kiểm tra bếp gas").with("whom", "all").with("when", "now")
        .with("template", account.id() + "/512890").with("s.ten_to", "ward").with("v.ten_to", "").with("s.noi_dung", "text").with("v.noi_dung", " ");
    post(author, "/campaigns", form).expectStatus().isBadRequest().expectBody(String.class)
        .value(page -> assertThat(page).contains("“noi_dung” chưa có giá trị", "Kiểm tra bếp gas", "value=\"ward\" selected"));
  }

  @Test
  void understandsANumberAsPeopleTypeIt() {
    assertThat(TrialPhone.parse("0901.234.567")).isEqualTo("84901234567");
    assertThat(TrialPhone.parse("+84 901 234 567")).isEqualTo("84901234567");
    assertThatThrownBy(() -> TrialPhone.parse("113")).isInstanceOf(InvalidInput.class);
  }

  private void read() {
    post(admin, "/settings/templates/" + account.id() + "/read", BodyInserters.fromFormData("x", "")).expectStatus().isSeeOther().expectBody().isEmpty();
  }

  private String trial(String phone, String group) {
    return post(admin, one() + "/trial", BodyInserters.fromFormData("phone", phone).with("v.ten_to", group).with("v.noi_dung", "Thử"))
        .expectBody(String.class).returnResult().getResponseBody();
  }

  private String one() {
    return "/settings/templates/" + account.id() + "/512890";
  }

  private WebTestClient.ResponseSpec post(Officer as, String path, BodyInserters.FormInserter<String> form) {
    return as(as).post().uri(path).contentType(MediaType.APPLICATION_FORM_URLENCODED).body(form).exchange();
  }

  private String get(Officer as, String path) {
    return as(as).get().uri(path).accept(MediaType.TEXT_HTML).exchange().expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody();
  }

  private WebTestClient as(Officer officer) {
    return http.mutate().defaultHeader("Authorization", "Bearer " + wards.bearer(officer)).build();
  }
}
