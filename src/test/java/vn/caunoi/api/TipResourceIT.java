package vn.caunoi.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.tip.NewTip;
import vn.caunoi.tip.Tip;
import vn.caunoi.tip.TipDesk;
import vn.caunoi.tip.TipReceipt;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.Ward;

@CauNoiTest
class TipResourceIT {
  @Autowired WebTestClient web;
  @Autowired TestWard wards;
  @Autowired TipDesk desk;
  @Autowired Clock clock;

  private Ward ward;
  private Officer officer;
  private String token;

  @BeforeEach
  void signedIn() {
    ward = wards.create();
    officer = wards.signedUp(ward, Role.OFFICER);
    token = token(officer);
  }

  @Test
  void listsTipsInPagesWithTheAgreedFields() {
    var first = open("Tin thứ nhất");
    var second = open("Tin thứ hai");
    get("/api/v1/tips?limit=1").expectStatus().isOk().expectBody()
        .jsonPath("$.items.length()").isEqualTo(1)
        .jsonPath("$.items[0].code").isEqualTo(second.code())
        .jsonPath("$.items[0].status").isEqualTo("RECEIVED")
        .jsonPath("$.items[0].receivedAt").isNotEmpty()
        .jsonPath("$.items[0].dueAt").isNotEmpty()
        .jsonPath("$.nextCursor").isNotEmpty();
    get("/api/v1/tips?q=" + first.code()).expectBody().jsonPath("$.items[0].code").isEqualTo(first.code()).jsonPath("$.items.length()").isEqualTo(1);
    get("/api/v1/tips?overdue=true").expectBody().jsonPath("$.items.length()").isEqualTo(0);
    get("/api/v1/tips?status=nonsense").expectStatus().isBadRequest().expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
  }

  @Test
  void changesATipAndRefusesAStaleVersion() {
    var code = open("Đổi được").code();
    patch(code, Map.of("assignee", officer.username(), "category", "order_issue", "version", 1)).expectStatus().isOk().expectBody()
        .jsonPath("$.status").isEqualTo("ASSIGNED").jsonPath("$.assignee").isEqualTo(officer.username())
        .jsonPath("$.category").isEqualTo("order_issue").jsonPath("$.version").isEqualTo(2)
        .jsonPath("$.clock.explanation").value(String.class, text -> assertThat(text).startsWith("10 ngày làm việc"));
    patch(code, Map.of("status", "RESOLVED", "result", "Xong", "version", 1)).expectStatus().isEqualTo(409)
        .expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
    patch(code, Map.of("status", "CLOSED", "version", 2)).expectStatus().isEqualTo(409);
    patch(code, Map.of("status", "RESOLVED", "result", "Xong", "version", 2)).expectStatus().isOk();
    patch(code, Map.of("dueAt", "2027-01-01T00:00:00+07:00", "version", 3)).expectStatus().isForbidden();
    patch(code, Map.of("status", "CLOSED")).expectStatus().isBadRequest();
  }

  @Test
  void takesAReply() {
    var code = open("Trả lời tôi").code();
    web.post().uri("/api/v1/tips/{code}/replies", code).header("Authorization", "Bearer " + token).bodyValue(Map.of("text", "Đã xem"))
        .exchange().expectStatus().isAccepted();
    get("/api/v1/tips/" + code).expectBody()
        .jsonPath("$.timeline[?(@.kind=='ANSWER')].text").isEqualTo("Đã xem").jsonPath("$.timeline[?(@.kind=='RESIDENT')].text").isEqualTo("Trả lời tôi");
    web.post().uri("/api/v1/tips/{code}/replies", code).header("Authorization", "Bearer " + token).bodyValue(Map.of("text", " "))
        .exchange().expectStatus().isBadRequest();
  }

  @Test
  void isClosedToStrangers() {
    var code = open("Của phường này").code();
    web.get().uri("/api/v1/tips").exchange().expectStatus().isUnauthorized();
    for (var role : List.of(Role.PROVINCE, Role.ADMIN)) {
      web.get().uri("/api/v1/tips").header("Authorization", "Bearer " + token(wards.signedUp(ward, role))).exchange().expectStatus().isForbidden();
    }
    var stranger = token(wards.signedUp(wards.create(), Role.COMMANDER));
    web.get().uri("/api/v1/tips/{code}", code).header("Authorization", "Bearer " + stranger).exchange().expectStatus().isNotFound();
  }

  @Test
  void countsSatisfaction() {
    get("/api/v1/feedback/summary").expectStatus().isOk().expectBody()
        .jsonPath("$.invited").isEqualTo(0).jsonPath("$.answered").isEqualTo(0).jsonPath("$.index").isEmpty().jsonPath("$.byGroup").isArray();
    get("/api/v1/feedback/summary?from=hôm-qua").expectStatus().isBadRequest();
  }

  private TipReceipt open(String text) {
    return desk.open(new NewTip(ward.id(), null, Channel.WEB, null, "noise", Tip.Concerns.NONE, text, List.of(), null, clock.instant())).block();
  }

  private WebTestClient.ResponseSpec get(String uri) {
    return web.get().uri(uri).header("Authorization", "Bearer " + token).exchange();
  }

  private WebTestClient.ResponseSpec patch(String code, Map<String, Object> body) {
    return web.patch().uri("/api/v1/tips/{code}", code).header("Authorization", "Bearer " + token).bodyValue(body).exchange();
  }

  private String token(Officer who) {
    var session = web.post().uri("/api/v1/sessions").bodyValue(Map.of("username", who.username(), "password", TestWard.PASSWORD)).exchange()
        .expectStatus().isCreated().expectBody(Map.class).returnResult().getResponseBody();
    return String.valueOf(session.get("token"));
  }
}
