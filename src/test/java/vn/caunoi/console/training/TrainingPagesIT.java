package vn.caunoi.console.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.test.StepVerifier;
import vn.caunoi.CauNoiDemoTest;
import vn.caunoi.access.Session;
import vn.caunoi.access.Sessions;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.Ward;
import vn.caunoi.ward.WardDirectory;

/** A trainee's page against the demo: what is played on a phone goes over both networks' protocols and comes back to that phone. */
@CauNoiDemoTest
class TrainingPagesIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  @Autowired WebTestClient http;
  @Autowired Sessions sessions;
  @Autowired WardDirectory wards;

  private WebTestClient trainee;

  @BeforeEach
  void signIn() {
    await().atMost(Duration.ofSeconds(90)).until(() -> officer(Role.OFFICER) != null);
    trainee = as(Role.OFFICER);
  }

  @Test
  void showsAPhoneOfEachNetworkUnderALoudBanner() {
    assertThat(page("/training")).contains("TẬP DƯỢT", "giả lập", "Bà Lan", "Anh Tuấn", "Lượt gửi tới: quá nhanh (-32)");
    assertThat(page("/training?p=zalo-2&p=telegram-3&p=telegram-3&p=khong-co")).contains("Máy", "screen-zalo-2", "screen-telegram-3").doesNotContain("screen-zalo-1");
  }

  @Test
  void aResidentWritesOnZaloAndIsAnswered() {
    act("/training/phones/zalo-1/text", "text", "xin chào");
    untilScreen("zalo-1", "Công an");
    assertThat(screen("zalo-1")).contains("xin chào", "Nhắn miễn phí còn");
    assertThat(wire()).contains("user_send_text", "/v3.0/oa/message/cs").doesNotContain("xin chào");
  }

  @Test
  void aResidentScansAGroupsCodeOnTelegramAndPressesAButton() {
    var group = wards.groups(officer(Role.OFFICER).wardId()).collectList().block().getFirst();
    act("/training/phones/telegram-1/group/" + group.id(), "x", "");
    untilScreen("telegram-1", "data-press=\"Đồng ý cả ba\"");
    act("/training/phones/telegram-1/press", "text", "Đồng ý cả ba");
    untilScreen("telegram-1", "Quét mã QR của " + group.name());
    trainee.post().uri("/training/phones/telegram-1/press").body(BodyInserters.fromFormData("text", "không có nút này")).exchange()
        .expectStatus().isEqualTo(HttpStatus.CONFLICT).expectBody().returnResult();
  }

  @Test
  void aPlannedFaultWaitsForOneSendAndTheMessageGoesOutLater() {
    assertThat(act("/training/faults/TELEGRAM/next-429", "on", "true")).contains("1 sự cố đang chờ");
    act("/training/phones/telegram-2/text", "text", "xin chào");
    untilScreen("telegram-2", "Công an");
    assertThat(wire()).contains("429");
    assertThat(page("/training/faults/TELEGRAM")).doesNotContain("đang chờ");
  }

  @Test
  void aLastingFaultHoldsUntilItIsTurnedOff() {
    assertThat(act("/training/faults/ZALO/twice", "on", "true")).contains("Đang bật");
    act("/training/phones/zalo-3/text", "text", "xin chào");
    untilScreen("zalo-3", "Công an");
    assertThat(act("/training/faults/ZALO", "x", "")).doesNotContain("Đang bật");
  }

  @Test
  void somebodyWhoBlocksIsShownSoAndMayComeBack() {
    act("/training/phones/telegram-3/gesture/START", "x", "");
    assertThat(act("/training/phones/telegram-3/gesture/BLOCK", "x", "")).contains("Đang chặn bot", "Bỏ chặn");
    assertThat(act("/training/phones/telegram-3/gesture/UNBLOCK", "x", "")).contains("bot nhắn tới được");
  }

  @Test
  void phonesAreAddedAndCalledAsTraineesLike() {
    trainee.post().uri("/training/phones").body(BodyInserters.fromFormData("channel", "ZALO").with("name", "Bác <b>Tư</b>").with("back", "/training?p=zalo-1"))
        .exchange().expectStatus().isSeeOther().expectHeader().location("/training?p=zalo-1&p=zalo-4").expectBody().isEmpty();
    assertThat(page("/training?p=zalo-4")).contains("Bác &lt;b&gt;Tư&lt;/b&gt;");
    trainee.post().uri("/training/phones/zalo-4/name").body(BodyInserters.fromFormData("name", "Bác Năm").with("back", "https://xau.example"))
        .exchange().expectStatus().isSeeOther().expectHeader().location("/training?p=zalo-4").expectBody().isEmpty();
    assertThat(page("/training?p=zalo-4")).contains("Bác Năm");
  }

  @Test
  void theOpenPageHearsThatANetworkMoved() {
    var events = trainee.get().uri("/training/events").accept(MediaType.TEXT_EVENT_STREAM).exchange()
        .returnResult(new ParameterizedTypeReference<ServerSentEvent<String>>() {}).getResponseBody();
    StepVerifier.create(events.filter(event -> "moved".equals(event.event())).map(ServerSentEvent::data).next())
        .then(() -> act("/training/phones/zalo-2/text", "text", "có ai không"))
        .expectNextMatches(channel -> channel.equals("ZALO") || channel.equals("TELEGRAM")).expectComplete().verify(SOON);
  }

  @Test
  void onlyThoseWhoTrainMayOpenIt() {
    for (var role : new Role[] {Role.COMMANDER, Role.ADMIN}) {
      as(role).get().uri("/training").exchange().expectStatus().isOk().expectBody().returnResult();
    }
    as(Role.DUTY).get().uri("/training").exchange().expectStatus().isForbidden().expectBody().returnResult();
    http.get().uri("/training").accept(MediaType.TEXT_HTML).exchange().expectStatus().isSeeOther().expectBody().returnResult();
  }

  private Officer officer(Role role) {
    var demo = wards.wards().collectList().block().stream().filter(Ward::demo).findFirst();
    return demo.flatMap(ward -> wards.officers(ward.id()).collectList().block().stream().filter(one -> one.role() == role).findFirst()).orElse(null);
  }

  private WebTestClient as(Role role) {
    var token = sessions.open(officer(role).id(), Session.Kind.BEARER, null).block().token();
    return http.mutate().defaultHeaders(headers -> headers.setBearerAuth(token)).responseTimeout(SOON).build();
  }

  private String page(String path) {
    return trainee.get().uri(path).exchange().expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody();
  }

  private String screen(String phone) {
    return page("/training/phones/" + phone + "/screen");
  }

  private String wire() {
    return page("/training/wire");
  }

  private void untilScreen(String phone, String words) {
    await().atMost(SOON).untilAsserted(() -> assertThat(screen(phone)).contains(words));
  }

  private String act(String path, String field, String value) {
    return trainee.post().uri(path).body(BodyInserters.fromFormData(field, value)).exchange().expectStatus().isOk()
        .expectBody(String.class).returnResult().getResponseBody();
  }
}
