package vn.caunoi.console.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.HtmlUtils;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.simulated.ZaloTwin;
import vn.caunoi.channel.simulated.ZaloTwinOa;
import vn.caunoi.delivery.DeliveryLedger;
import vn.caunoi.delivery.NewDelivery;
import vn.caunoi.delivery.NewDelivery.Purpose;
import vn.caunoi.delivery.Route;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.Ward;

/** An administrator connects an OA in the console; the browser between the two sides is played by plain HTTP. */
@CauNoiTest
class OaPagesIT {
  private static final Pattern LINK = Pattern.compile("href=\"([^\"]*/v4/oa/permission[^\"]*)\"");

  @Autowired private WebTestClient http;
  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private DeliveryLedger ledger;
  @Autowired private DatabaseClient database;
  @Autowired private ZaloTwin twin;
  private Ward ward;
  private ZaloTwinOa oa;
  private ChannelAccount account;
  private WebTestClient admin;
  private String page;

  @BeforeEach
  void makeAccount() {
    ward = wards.create();
    oa = twin.newOa();
    oa.rules().sendsReceipts(false);
    var credentials = new HashMap<>(oa.credentials());
    credentials.keySet().retainAll(Set.of("app_id", "app_secret", "oa_secret"));
    account = accounts.add(ward.id(), Channel.ZALO, "oa-" + oa.id(), true, 50, credentials).block();
    admin = as(wards.signedUp(ward, Role.ADMIN));
    page = "/settings/channels/" + account.id() + "/zalo";
  }

  @AfterEach
  void pause() {
    accounts.markPaused(ward.id(), account.id()).block();
  }

  @Test
  void anAdministratorConnectsAnOaAndItSendsItsFirstMessage() {
    var shown = get(page);
    assertThat(shown).contains("/settings/channels/zalo/callback", "Kết nối OA", "Chưa có");
    oa.signIn().registers(shown.replaceAll("(?s).*id=\"callback\">([^<]+)<.*", "$1"));

    var link = link(post(page + "/sign-in"));
    var back = get(withoutHost(browse(link)));
    assertThat(back).contains("Đã kết nối: OA mô phỏng (" + oa.id() + ")", "Tự làm mới").doesNotContain("AT_", "RT_", "CODE_");
    assertThat(accounts.get(ward.id(), account.id()).block().externalId()).isEqualTo(oa.id());
    assertThat(actions()).containsExactlyInAnyOrder("oa_sign_in_started", "oa_connected");

    oa.resident("6647382910564738291").says("chào");
    ledger.enqueue(new NewDelivery(ward.id(), new ChannelAddress(Channel.ZALO, account.id(), "6647382910564738291"), Purpose.CONVERSATION,
        Route.ZALO_WINDOW, OutboundMessage.text("Công an phường xin chào bác"), null, null, false)).block();
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() ->
        assertThat(oa.resident("6647382910564738291").reads()).containsExactly("Công an phường xin chào bác"));
  }

  @Test
  void everyFailureIsToldInWordsAndTheOldTokenStays() {
    get(withoutHost(browse(link(post(page + "/sign-in")))));
    oa.signIn().denies();
    assertThat(get(withoutHost(browse(link(post(page + "/sign-in")))))).contains("Chưa được cấp quyền", "Token đang dùng không thay đổi", "Tự làm mới");
    assertThat(get("/settings/channels/zalo/callback")).contains("Trang này chỉ mở ra khi từ Zalo trở về");
    assertThat(get("/settings/channels/zalo/callback?code=x&oa_id=1&state=never")).contains("không bắt đầu trong phiên đăng nhập này");
    assertThat(get("/settings/channels/zalo/callback?error_code=-14003&state=never")).doesNotContain("<script>alert");
    assertThat(actions()).contains("oa_not_connected");
  }

  @Test
  void aPastedPairIsTriedAndNeverShownAgain() {
    var token = oa.credentials().get("refresh_token");
    assertThat(post(page + "/pair", "refreshToken", token, "accessToken", "")).contains("Đã kết nối: OA mô phỏng").doesNotContain(token);
    assertThat(post(page + "/pair", "refreshToken", token, "accessToken", "")).contains("đã dùng ở đây rồi").doesNotContain(token);
    assertThat(post(page + "/pair", "refreshToken", "RT_never-issued", "accessToken", "")).contains("Mã vừa gửi đã dùng rồi hoặc đã hết hạn", "-14014")
        .doesNotContain("RT_never-issued");
    as(admin, page + "/pair", "refreshToken", " ").expectStatus().isBadRequest().expectBody(String.class)
        .value(body -> assertThat(body).contains("Refresh token chưa đúng dạng"));
  }

  @Test
  void anAppWithAChallengeInZalosConsoleGetsAFixedOne() {
    as(admin, page + "/challenge", "verifier", "").expectStatus().isSeeOther().expectBody().isEmpty();
    var challenge = get(page).replaceAll("(?s).*id=\"challenge\">([^<]+)<.*", "$1");
    oa.signIn().fixesChallenge(challenge);
    assertThat(get(withoutHost(browse(link(post(page + "/sign-in")))))).contains("Đã kết nối: OA mô phỏng");
    as(admin, page + "/challenge/free").expectStatus().isSeeOther().expectBody().isEmpty();
    assertThat(get(page)).contains("Dùng một mã cố định");
  }

  @Test
  void onlyAnAdministratorOfTheWardGetsThere() {
    var stranger = as(wards.signedUp(wards.create(), Role.ADMIN));
    stranger.get().uri(page).accept(MediaType.TEXT_HTML).exchange().expectStatus().isNotFound().expectBody(String.class);
    as(stranger, page + "/sign-in").expectStatus().isNotFound().expectBody(String.class);
    as(as(wards.signedUp(ward, Role.COMMANDER)), page + "/sign-in").expectStatus().isForbidden().expectBody(String.class);
  }

  @Test
  void theTokenAlarmStandsUnderToday() {
    get(withoutHost(browse(link(post(page + "/sign-in")))));
    var commander = as(wards.signedUp(ward, Role.COMMANDER));
    assertThat(get(commander, "/")).contains("Mọi kênh đang hoạt động");
    database.sql("update zalo_token set refresh_issued_at = refresh_issued_at - interval '85 days' where ward_id = :ward").bind("ward", ward.id()).then().block();
    assertThat(get(commander, "/")).contains("Zalo " + account.name() + ": Token của OA chỉ dùng được đến", "còn 4 ngày");
    assertThat(get(page)).contains("còn 4 ngày");
    var health = http.get().uri("/actuator/health").exchange().expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody();
    assertThat(health).startsWith("{").contains("\"status\":\"UP\"", "\"zaloTokens\":{\"status\":\"WARN\"}").doesNotContain(oa.id(), account.id().toString());
    http.get().uri("/actuator/health/channels").exchange().expectStatus().isOk().expectBody(String.class)
        .value(body -> assertThat(body).contains("\"ending\"", "\"status\":\"WARN\"").doesNotContain(oa.id(), "\"UNKNOWN\""));
    http.get().uri("/actuator/health/readiness").exchange().expectStatus().isOk().expectBody(String.class)
        .value(body -> assertThat(body).contains("UP").doesNotContain("WARN"));
  }

  private java.util.List<String> actions() {
    return database.sql("select action from audit_entry where ward_id = :ward and subject = 'channel_account'").bind("ward", ward.id())
        .map(row -> row.get("action", String.class)).all().collectList().block();
  }

  private static URI link(String html) {
    var found = LINK.matcher(html);
    assertThat(found.find()).isTrue();
    return URI.create(HtmlUtils.htmlUnescape(found.group(1)));
  }

  private static String browse(URI page) {
    return WebClient.create().get().uri(page)
        .exchangeToMono(response -> response.releaseBody().thenReturn(response.headers().header("Location").getFirst())).block();
  }

  private static String withoutHost(String address) {
    return address.replaceFirst("^https?://[^/]+", "");
  }

  private String get(String path) {
    return get(admin, path);
  }

  private static String get(WebTestClient client, String path) {
    return client.get().uri(path).accept(MediaType.TEXT_HTML).exchange().expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody();
  }

  private String post(String path, String... fields) {
    return as(admin, path, fields).expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody();
  }

  private static WebTestClient.ResponseSpec as(WebTestClient client, String path, String... fields) {
    var form = new LinkedMultiValueMap<String, String>();
    for (int i = 0; i < fields.length; i += 2) {
      form.add(fields[i], fields[i + 1]);
    }
    return client.post().uri(path).accept(MediaType.TEXT_HTML).contentType(MediaType.APPLICATION_FORM_URLENCODED).body(BodyInserters.fromFormData(form)).exchange();
  }

  private WebTestClient as(Officer officer) {
    return http.mutate().defaultHeader("Authorization", "Bearer " + wards.bearer(officer)).build();
  }
}
