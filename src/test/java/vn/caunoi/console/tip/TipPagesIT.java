package vn.caunoi.console.tip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.media.AttachmentStore;
import vn.caunoi.media.Photos;
import vn.caunoi.tip.NewTip;
import vn.caunoi.tip.Tip;
import vn.caunoi.tip.TipDesk;
import vn.caunoi.tip.TipReceipt;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.Ward;

@CauNoiTest
class TipPagesIT {
  @Autowired WebTestClient web;
  @Autowired TestWard wards;
  @Autowired TipDesk desk;
  @Autowired AttachmentStore photos;
  @Autowired Clock clock;

  private Ward ward;
  private String session;

  @BeforeEach
  void signedIn() {
    ward = wards.create();
    session = session(Role.COMMANDER);
  }

  @Test
  void theListShowsTipsWithoutAWordOfWhatWasSaid() {
    var code = open("Chim hoàng yến <b>đậm</b>", Tip.Concerns.NONE).code();
    assertThat(page("/tips")).contains(code, "Tiếng ồn", "ẩn danh", "còn 23 giờ", "Quá hạn").doesNotContain("hoàng yến");
    assertThat(page("/tips?folder=qua-han")).contains("Không có tin nào quá hạn").doesNotContain("style=");
    assertThat(page("/search?q=" + code)).contains(code + " · Tiếng ồn").doesNotContain("hoàng yến", "noise");
    assertThat(page("/tips?q=khong-co")).contains("Không có tin nào khớp");
  }

  @Test
  void theTipShowsWhatWasSaidAsText() {
    var code = open("Chim hoàng yến <b>đậm</b>", Tip.Concerns.NONE).code();
    assertThat(page("/tips/" + code)).contains("hoàng yến &lt;b&gt;đậm&lt;/b&gt;", "Tiếp nhận qua Web.", "Rõ người", "Chưa giao ai", "24 giờ từ")
        .doesNotContain("style=", "onclick=");
    assertThat(page("/tips/" + code + "/timeline")).contains("hoàng yến").doesNotContain("<html");
  }

  @Test
  void workGoesOnThroughTheForms() {
    var code = open("Xe đậu vỉa hè", Tip.Concerns.NONE).code();
    var officer = wards.officer(ward, Role.OFFICER);
    post("/tips/" + code + "/category", "category", "order_issue", "version", "1").expectStatus().isSeeOther();
    post("/tips/" + code + "/assignment", "officer", officer.id().toString(), "task", "Nhắc chủ xe", "version", "2").expectStatus().isSeeOther();
    post("/tips/" + code + "/replies", "text", "Chúng tôi đang xem").expectStatus().isSeeOther();
    post("/tips/" + code + "/notes", "text", "Chủ xe ở số 5").expectStatus().isSeeOther();
    post("/tips/" + code + "/status", "status", "RESOLVED", "result", "Đã nhắc", "version", "3").expectStatus().isSeeOther();
    assertThat(page("/tips/" + code)).contains(officer.displayName(), "Nhắc chủ xe", "Chúng tôi đang xem", "Chủ xe ở số 5", "Đã nhắc",
        "phân loại là “Phản ánh an ninh trật tự”", "Không nhắn tới được");
    var stale = post("/tips/" + code + "/status", "status", "CLOSED", "version", "1").expectStatus().isEqualTo(409)
        .expectBody(String.class).returnResult().getResponseBody();
    assertThat(stale).contains("vừa được người khác cập nhật");
  }

  @Test
  void oneButtonTakesATipWhateverTheListBesideItSays() {
    var code = open("Xe đậu vỉa hè", Tip.Concerns.NONE).code();
    post("/tips/" + code + "/assignment", "officer", "", "take", "true", "version", "1").expectStatus().isSeeOther().expectBody().isEmpty();
    assertThat(page("/tips/" + code)).contains("nhận việc này").doesNotContain("Chưa giao ai", "Nhận về tôi");
    var nobody = post("/tips/" + code + "/assignment", "officer", "ai đó", "version", "2").expectStatus().isBadRequest()
        .expectBody(String.class).returnResult().getResponseBody();
    assertThat(nobody).contains("Hãy chọn một cán bộ", code);
  }

  @Test
  void tipsAboutOfficersHaveAPageOfTheirOwn() {
    var code = open("Cán bộ vòi tiền", Tip.Concerns.OFFICER).code();
    open("Chỉ huy vòi tiền", Tip.Concerns.COMMAND);
    assertThat(page("/tips")).doesNotContain(code);
    assertThat(page("/tips/conflict")).contains(code, "tin về chỉ huy");
    session = session(Role.OFFICER);
    request("/tips/conflict").expectStatus().isForbidden();
    request("/tips/" + code).expectStatus().isNotFound();
  }

  @Test
  void provinceAndAdministratorAreKeptOut() {
    var code = open("Riêng", Tip.Concerns.NONE).code();
    for (var role : List.of(Role.PROVINCE, Role.ADMIN)) {
      session = session(role);
      request("/tips").expectStatus().isForbidden();
      request("/tips/" + code).expectStatus().isForbidden();
      request("/tips/events").expectStatus().isForbidden();
    }
  }

  @Test
  void theReporterFollowsWithNumberAndSecretInTheBodyOnly() {
    var receipt = open("Đèn đường hỏng", Tip.Concerns.NONE);
    assertThat(follow("/t", "code", receipt.code(), "secret", receipt.secret()).expectStatus().isOk().expectBody(String.class).returnResult()
        .getResponseBody()).contains("Đèn đường hỏng", "Mới tiếp nhận");
    follow("/t", "code", receipt.code(), "secret", "AAAA-BBBB-CCCC-DDDD").expectStatus().isNotFound();
    follow("/t/more", "code", receipt.code(), "secret", receipt.secret(), "text", "Ở ngõ 12").expectStatus().isOk();
    assertThat(page("/tips/" + receipt.code())).contains("Ở ngõ 12");
    follow("/t/withdrawal", "code", receipt.code(), "secret", receipt.secret()).expectStatus().isOk();
    assertThat(page("/tips/" + receipt.code())).contains("Người dân đã rút");
  }

  @Test
  void satisfactionHasAPage() {
    assertThat(page("/feedback")).contains("Mức độ hài lòng", "Chưa có đánh giá nào").doesNotContain("style=");
  }

  @Test
  void aPhotosAddressOpensInTheSessionItWasMadeForAlone() {
    var photo = photos.store(ward.id(), Photos.fromAPhone(400, 200)).block();
    var code = desk.open(new NewTip(ward.id(), null, Channel.WEB, null, "noise", Tip.Concerns.NONE, "Có ảnh", List.of(photo.id()), null, clock.instant()))
        .block().code();
    var address = page("/tips/" + code).replaceAll("(?s).*href=\"(/tips/[^\"]*/photos/[^\"]*)\".*", "$1").replace("&amp;", "&");
    assertThat(address).contains(photo.id().toString(), "until=", "sig=");
    assertThat(request(address).expectStatus().isOk().expectBody(byte[].class).returnResult().getResponseBody()).isNotEmpty();
    assertThat(request(address + "&small=true").expectStatus().isOk().expectBody(byte[].class).returnResult().getResponseBody()).isNotEmpty();

    refused(address.replaceAll("[?].*", ""));
    refused(address.replaceAll("until=\\d", "until=9"));
    session = session(Role.COMMANDER);
    refused(address);
  }

  private void refused(String address) {
    assertThat(request(address).expectStatus().isNotFound().expectBody(String.class).returnResult().getResponseBody()).isNotEmpty();
  }

  private TipReceipt open(String text, Tip.Concerns concerns) {
    return desk.open(new NewTip(ward.id(), null, Channel.WEB, null, "noise", concerns, text, List.of(), null, clock.instant())).block();
  }

  private WebTestClient.ResponseSpec request(String uri) {
    return web.get().uri(uri).header("Authorization", "Bearer " + session).accept(MediaType.TEXT_HTML).exchange();
  }

  private String page(String uri) {
    return request(uri).expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody();
  }

  private WebTestClient.ResponseSpec post(String uri, String... fields) {
    return form(web.post().uri(uri).header("Authorization", "Bearer " + session), fields);
  }

  private WebTestClient.ResponseSpec follow(String uri, String... fields) {
    return form(web.post().uri(uri), fields);
  }

  private static WebTestClient.ResponseSpec form(WebTestClient.RequestBodySpec request, String... fields) {
    var body = new LinkedMultiValueMap<String, String>();
    for (int i = 0; i < fields.length; i += 2) {
      body.add(fields[i], fields[i + 1]);
    }
    return request.accept(MediaType.TEXT_HTML).body(BodyInserters.fromFormData(body)).exchange();
  }

  private String session(Role role) {
    var who = wards.signedUp(ward, role);
    var signedIn = web.post().uri("/api/v1/sessions").bodyValue(java.util.Map.of("username", who.username(), "password", TestWard.PASSWORD))
        .exchange().expectBody(java.util.Map.class).returnResult().getResponseBody();
    return String.valueOf(signedIn.get("token"));
  }
}
