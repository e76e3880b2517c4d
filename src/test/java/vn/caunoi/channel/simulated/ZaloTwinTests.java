package vn.caunoi.channel.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rules of Zalo that the twin keeps, asked over plain HTTP. */
class ZaloTwinTests {
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private final ZaloTwin twin = new ZaloTwin(Clock.systemUTC(), 0);
  private final ZaloTwinOa oa = twin.firstOa();
  private final ZaloTwinResident resident = oa.resident("6647382910564738291");
  private WebClient http;
  private String token;

  @BeforeEach
  void start() {
    twin.start();
    http = WebClient.create(twin.address().toString());
    token = refresh(oa.credentials().get("refresh_token")).path("access_token").asString();
  }

  @AfterEach
  void stop() {
    twin.stop();
  }

  @Test
  void aRefreshTokenWorksOnceAndTheRefusalIsHttp200() {
    var spent = oa.credentials().get("refresh_token");
    var granted = refresh(spent);
    assertThat(granted.path("expires_in").isString()).isTrue();
    var refused = refresh(spent);
    assertThat(refused.path("error").asInt()).isEqualTo(-14014);
    assertThat(refused.has("error_name")).isTrue();
    assertThat(refused.has("message")).isFalse();
  }

  @Test
  void anOldTokenIsExpiredAndAnUnknownOneInvalid() {
    refresh(oa.credentials().get("refresh_token"));
    assertThat(error(send("chào"))).isEqualTo(-220);
    token = "unknown";
    assertThat(error(send("chào"))).isEqualTo(-216);
  }

  @Test
  void aResidentWhoNeverWroteCannotBeWrittenTo() {
    assertThat(error(send("chào"))).isEqualTo(-232);
  }

  @Test
  void aSilentFollowerGetsThreeMessages() {
    resident.follows();
    assertThat(IntStream.range(0, 4).mapToObj(i -> error(send("chào")))).containsExactly(0, 0, 0, -232);
  }

  @Test
  void theWindowIsFreeForTwoDaysAndClosesAfterSeven() {
    resident.says("chào");
    assertThat(send("chào").getBody().path("data").path("quota").path("quota_type").asString()).isEqualTo("reply");
    resident.lastWroteAgo(Duration.ofDays(3));
    assertThat(send("chào").getBody().path("data").has("quota")).isFalse();
    resident.lastWroteAgo(Duration.ofDays(8));
    assertThat(error(send("chào"))).isEqualTo(-230);
  }

  @Test
  void whoLeftOrBlocksIsNotWrittenToUntilTheyWriteAgain() {
    resident.says("chào");
    resident.unfollows();
    assertThat(error(send("chào"))).isEqualTo(-213);
    resident.says("tôi đây");
    resident.blocks();
    assertThat(error(send("chào"))).isEqualTo(-244);
    resident.says("tôi đây");
    assertThat(error(send("chào"))).isZero();
  }

  @Test
  void aBroadcastWaitsForTheMorning() {
    assertThat(broadcastAt("2026-11-25T23:30:00Z")).isZero();
    assertThat(broadcastAt("2026-11-25T15:00:00Z")).isEqualTo(-234);
    assertThat(broadcastAt("2026-11-25T22:59:59Z")).isEqualTo(-234);
  }

  @Test
  void aPlannedFaultIsUsedUpByOneSend() {
    resident.says("chào");
    oa.refusesNext(-216);
    assertThat(error(send("chào"))).isEqualTo(-216);
    assertThat(error(send("chào"))).isZero();
    assertThat(resident.reads()).containsExactly("chào");
  }

  @Test
  void theJournalTellsCodesAndNothingElse() {
    resident.says("chào");
    send("Chuyện riêng của bác");
    oa.refusesNext(-32);
    send("Chuyện riêng của bác");
    assertThat(oa.journal().entries()).extracting(TwinJournal.Entry::what, TwinJournal.Entry::result)
        .startsWith(tuple("/v3.0/oa/message/cs", "-32"), tuple("/v3.0/oa/message/cs", "0"));
    assertThat(oa.journal().entries().toString()).doesNotContain(token, "Chuyện", resident.id());
  }

  @Test
  void eachTypeOfOaHasItsEndpoint() {
    resident.says("chào");
    assertThat(error(post("/v2.0/oa/message", letter("chào")))).isEqualTo(-240);
    oa.rules().stateAgency(true);
    assertThat(error(send("chào"))).isEqualTo(-235);
    assertThat(error(post("/v2.0/oa/message", letter("chào")))).isZero();
  }

  @Test
  void tooLongATextAndTooManyButtonsAreRefused() {
    resident.says("chào");
    assertThat(error(send("ữ".repeat(2_000)))).isZero();
    assertThat(error(send("ữ".repeat(2_001)))).isEqualTo(-210);
    var button = Map.of("title", "a", "type", "oa.query.hide", "payload", "a");
    var six = Map.of("type", "template", "payload", Map.of("buttons", List.of(button, button, button, button, button, button)));
    assertThat(error(post("/v3.0/oa/message/cs", Map.of("recipient", Map.of("user_id", resident.id()),
        "message", Map.of("text", "chọn", "attachment", six))))).isEqualTo(-210);
  }

  @Test
  void tooManyRequestsOfAMinuteAreRefusedWithTheLimitInTheHeaders() {
    resident.says("chào");
    oa.rules().requestsPerMinute(2);
    assertThat(IntStream.range(0, 3).mapToObj(i -> send("chào")).map(ZaloTwinTests::error)).contains(-32);
    assertThat(send("chào").getHeaders().getFirst("X-RateLimit-Limit")).isEqualTo("2");
  }

  @Test
  void anAddressNobodyServesIsNoJson() {
    var answer = http.get().uri("/v3.0/oa/message").header("access_token", token)
        .exchangeToMono(response -> response.toEntity(String.class)).block();
    assertThat(answer.getStatusCode().value()).isEqualTo(404);
    assertThat(answer.getBody()).isEqualTo("You are accessing an empty or invalid API");
  }

  private int broadcastAt(String instant) {
    var late = new ZaloTwin(Clock.fixed(Instant.parse(instant), ZoneOffset.UTC), 0);
    late.start();
    try {
      http = WebClient.create(late.address().toString());
      token = refresh(late.firstOa()).path("access_token").asString();
      return error(post("/v2.0/oa/message", Map.of("recipient", Map.of("target", Map.of("gender", "0")), "message", Map.of())));
    } finally {
      late.stop();
    }
  }

  private JsonNode refresh(ZaloTwinOa of) {
    return token(of, BodyInserters.fromFormData("refresh_token", of.credentials().get("refresh_token")).with("grant_type", "refresh_token"));
  }

  @Test
  void aCodeIsWorthAPairOnceAndOnlyWithItsVerifier() {
    assertThat(exchange(codeOf(allow()), "wrong-verifier").path("error").asInt()).isEqualTo(-118);
    var code = codeOf(allow());
    assertThat(exchange(code, VERIFIER).path("refresh_token").asString()).startsWith("RT_");
    assertThat(exchange(code, VERIFIER).path("error").asInt()).isEqualTo(-118);
  }

  @Test
  void thePageSendsTheBrowserBackOnlyWhereTheAppIsRegistered() {
    oa.signIn().registers("http://localhost:8080/elsewhere");
    assertThat(allow()).isEqualTo("/v4/oa/permission/error?error_code=-14003");
    oa.signIn().registers("http://localhost:8080/back");
    assertThat(allow()).startsWith("http://localhost:8080/back?code=CODE_").endsWith("&oa_id=" + oa.id() + "&state=s");
    assertThat(leave("1", CHALLENGE)).isEqualTo("/v4/oa/permission/error?error_code=-14002");
    oa.signIn().fixesChallenge("another-challenge");
    assertThat(allow()).isEqualTo("/v4/oa/permission/error?error_code=-14003");
  }

  @Test
  void aPersonMaySayNo() {
    oa.signIn().denies();
    assertThat(allow()).contains("error=access_denied").doesNotContain("code=CODE");
  }

  @Test
  void aRevokedRefreshTokenIsAnInvalidGrant() {
    var token = oa.credentials().get("refresh_token");
    oa.revokesTokens();
    assertThat(refresh(token).path("error").asInt()).isEqualTo(-118);
  }

  private String allow() {
    return leave(oa.appId(), CHALLENGE);
  }

  private String leave(String app, String challenge) {
    return http.get().uri("/v4/oa/permission?app_id={app}&redirect_uri={back}&code_challenge={challenge}&state=s", app, "http://localhost:8080/back",
        challenge).exchangeToMono(response -> response.releaseBody().thenReturn(response.headers().header("Location").getFirst())).block();
  }

  private static String codeOf(String location) {
    return location.replaceAll(".*[?&]code=([^&]+).*", "$1");
  }

  private JsonNode exchange(String code, String verifier) {
    return token(oa, BodyInserters.fromFormData("code", code).with("grant_type", "authorization_code").with("code_verifier", verifier));
  }

  private ResponseEntity<JsonNode> send(String text) {
    return post("/v3.0/oa/message/cs", letter(text));
  }

  private Map<String, Object> letter(String text) {
    return Map.of("recipient", Map.of("user_id", resident.id()), "message", Map.of("text", text));
  }

  private ResponseEntity<JsonNode> post(String path, Map<String, Object> body) {
    var answer = http.post().uri(path).header("access_token", token).contentType(MediaType.APPLICATION_JSON).bodyValue(body)
        .exchangeToMono(response -> response.toEntity(String.class)).block();
    return new ResponseEntity<>(JsonMapper.shared().readTree(answer.getBody()), answer.getHeaders(), answer.getStatusCode());
  }

  private JsonNode refresh(String refreshToken) {
    return token(oa, BodyInserters.fromFormData("refresh_token", refreshToken).with("grant_type", "refresh_token"));
  }

  private JsonNode token(ZaloTwinOa of, BodyInserters.FormInserter<String> form) {
    var credentials = of.credentials();
    return JsonMapper.shared().readTree(http.post().uri("/v4/oa/access_token").header("secret_key", credentials.get("app_secret"))
        .body(form.with("app_id", credentials.get("app_id"))).retrieve().bodyToMono(String.class).block());
  }

  private static int error(ResponseEntity<JsonNode> answer) {
    return answer.getBody().path("error").asInt();
  }
}
