package vn.caunoi.console.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.simulated.ZaloTwin;
import vn.caunoi.channel.simulated.ZaloTwinOa;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.Ward;

/** An administrator connects an OA in the console, against the twin and over HTTP. */
@CauNoiTest
class ZaloAccountIT {
  private static final Duration SOON = Duration.ofSeconds(25);

  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private ZaloTwin twin;
  @Autowired private WebTestClient http;
  @LocalServerPort private int port;

  private Ward ward;
  private AccountsClient admin;
  private ZaloTwinOa oa;
  private String name;

  @BeforeEach
  void begin() {
    ward = wards.create();
    admin = new AccountsClient(http, wards.bearer(wards.signedUp(ward, Role.ADMIN)));
    oa = twin.newOa();
    name = "oa-" + oa.id();
    oa.postsTo(URI.create("http://127.0.0.1:" + port + "/webhooks/zalo/" + name));
  }

  @AfterEach
  void end() {
    accounts.of(ward.id()).flatMap(account -> accounts.markPaused(ward.id(), account.id())).blockLast();
  }

  @Test
  void isConnectedFromTheKeysToTheFirstEvent() {
    var page = add(oa.credentials());
    assertThat(admin.get(page)).contains("/webhooks/zalo/" + name, page + "/zalo")
        .doesNotContain(oa.credentials().get("app_secret"), oa.credentials().get("oa_secret"));
    var before = admin.get(page + "/checks");
    assertThat(before).contains("Ứng dụng " + oa.appId() + ", OA " + oa.id(), "Lưu địa chỉ bên dưới", "Bấm Kết nối OA").doesNotContain("Bắt đầu dùng");
    assertThat(admin.post(page + "/start", 409)).contains("Bấm Kết nối OA");
    oa.posts(Map.of("app_id", oa.appId(), "event_name", "user_send_text", "sender", Map.of("id", "1"), "recipient", Map.of("id", "2"),
        "message", Map.of("text", "This is testing message", "msg_id", "This is message id"), "timestamp", "1763786400123"));
    await().atMost(SOON).untilAsserted(() -> assertThat(admin.get(page + "/checks")).contains("Zalo gọi được, chữ ký đúng"));
    signIn();
    assertThat(admin.get(page + "/checks"))
        .contains("Có mã truy cập còn hạn", "OA mô phỏng: OA doanh nghiệp, đã xác thực, gói Toàn diện", "Bắt đầu dùng");
    admin.post(page + "/start", 303);
    assertThat(account().status()).isEqualTo(ChannelAccount.Status.ACTIVE);
    oa.resident("7012345678901234567").says("Chào công an phường");
    await().atMost(SOON).untilAsserted(() -> assertThat(admin.get(page + "/checks")).contains("Đã nhận tin lúc"));
  }

  @Test
  void aWrongOaSecretIsSeenWhenZaloCallsAndMended() {
    var page = add(with("oa_secret", "KhoaSaiHoanToan"));
    oa.resident("7012345678901234567").says("Chào");
    await().atMost(SOON).untilAsserted(() -> assertThat(admin.get(page + "/checks")).contains("nhưng chữ ký sai", "khác với khoá bí mật của ứng dụng"));
    admin.post(page + "/secrets", 303, "oa_secret", oa.credentials().get("oa_secret"));
    await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
      oa.resident("7012345678901234567").says("Chào lần nữa");
      assertThat(admin.get(page + "/checks")).contains("chữ ký đúng");
    });
  }

  @Test
  void theAddressMayBeSavedBeforeZaloShowsTheOaSecret() {
    var page = add(with("oa_secret", ""));
    assertThat(admin.get(page + "/checks")).contains("Lưu địa chỉ bên dưới", "Khoá bí mật OA");
    oa.resident("7012345678901234567").says("Chào");
    await().atMost(SOON).untilAsserted(() -> assertThat(admin.get(page + "/checks")).contains("Zalo đã gọi thử lúc", "chưa có khoá"));
  }

  @Test
  void aTokenOfAnotherOaIsSaid() {
    var page = add(with("oa_id", "3881234567890123456"));
    signIn();
    assertThat(admin.get(page + "/checks")).contains("Mã truy cập này là của OA khác (" + oa.id() + ")");
    assertThat(admin.post(page + "/start", 409)).contains("OA khác");
  }

  @Test
  void aRevokedTokenIsSaidWithTheRemedy() {
    var page = add(oa.credentials());
    signIn();
    admin.get(page + "/checks");
    oa.revokesTokens();
    assertThat(admin.get(page + "/checks")).contains("Zalo không nhận mã truy cập nữa", "Bấm Kết nối OA");
  }

  @Test
  void eventsSignedWithTheOldSecretAreTakenForAWhile() {
    var page = add(oa.credentials());
    admin.post(page + "/secrets", 303, "oa_secret", "KhoaMoiVuaDatLai");
    oa.resident("7012345678901234567").says("Tin đang trên đường");
    await().atMost(SOON).untilAsserted(() -> assertThat(admin.get(page + "/checks")).contains("chữ ký đúng"));
  }

  @Test
  void oneOaBelongsToOneAccount() {
    add(oa.credentials());
    var second = admin.add("zalo", fields(oa.credentials(), name + "-2"));
    assertThat(admin.get(second + "/checks")).contains("đã được kết nối ở một tài khoản khác");
  }

  @Test
  void anAccountCannotTakeTheIdOfAnotherWardsOa() {
    add(oa.credentials());
    var stranger = wards.create();
    var theirs = new AccountsClient(http, wards.bearer(wards.signedUp(stranger, Role.ADMIN)));
    var other = twin.newOa();
    var page = theirs.add("zalo", fields(other.credentials(), "oa-" + other.id()));
    assertThat(theirs.post(page + "/secrets", 400, "oa_id", oa.id())).contains("đã được kết nối ở một tài khoản khác");
    assertThat(theirs.get(page + "/checks")).contains("OA " + other.id());
  }

  @Test
  void theFormOfANewOaOpens() {
    assertThat(admin.get("/settings/channels/new/zalo")).contains("Kết nối Zalo", "app_secret");
  }

  @Test
  void idsAreDigitsAndKeepTheirPlaceInTheFormWhileSecretsDoNot() {
    var again = admin.post("/settings/channels/new/zalo", 400, fields(with("app_id", "không phải số"), name));
    assertThat(again).contains("ID ứng dụng", oa.id()).doesNotContain(oa.credentials().get("app_secret"));
  }

  private String add(Map<String, String> credentials) {
    return admin.add("zalo", fields(credentials, name));
  }

  private Map<String, String> with(String key, String value) {
    var changed = new java.util.HashMap<>(oa.credentials());
    changed.put(key, value);
    return changed;
  }

  private static String[] fields(Map<String, String> credentials, String name) {
    var fields = new ArrayList<>(List.of("name", name));
    for (var key : List.of("app_id", "app_secret", "oa_id", "oa_secret")) {
      fields.add(key);
      fields.add(credentials.get(key));
    }
    return fields.toArray(String[]::new);
  }

  /** As the sign-in of the OA does: the pair comes from Zalo. */
  private void signIn() {
    var secrets = accounts.findByName(Channel.ZALO, name).block();
    var signedIn = new java.util.HashMap<>(secrets.credentials());
    signedIn.put("refresh_token", oa.credentials().get("refresh_token"));
    accounts.keep(ward.id(), secrets.account().id(), null, signedIn).block();
  }

  private ChannelAccount account() {
    return accounts.findByName(Channel.ZALO, name).block().account();
  }
}
