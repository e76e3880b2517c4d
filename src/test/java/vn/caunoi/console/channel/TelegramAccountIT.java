package vn.caunoi.console.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.simulated.TelegramTwin;
import vn.caunoi.channel.simulated.TelegramTwinFault;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.Ward;
import vn.caunoi.ward.WardDirectory;

/** An administrator connects a bot in the console, against the twin and over HTTP. */
@CauNoiTest
class TelegramAccountIT {
  private static final Duration SOON = Duration.ofSeconds(25);

  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private WardDirectory directory;
  @Autowired private TelegramTwin twin;
  @Autowired private DatabaseClient database;
  @Autowired private WebTestClient http;

  private final String token = System.nanoTime() + ":AAbi-mat-cua-bai-thu_" + System.nanoTime();
  private final String name = "bot-" + System.nanoTime();
  private Ward ward;
  private AccountsClient admin;

  @BeforeEach
  void begin() {
    ward = wards.create();
    admin = new AccountsClient(http, wards.bearer(wards.signedUp(ward, Role.ADMIN)));
  }

  @AfterEach
  void end() {
    accounts.of(ward.id()).flatMap(account -> accounts.markPaused(ward.id(), account.id())).blockLast();
  }

  @Test
  void isConnectedFromTheTokenToTheFirstMessage() {
    var page = add();
    assertThat(account().status()).isEqualTo(ChannelAccount.Status.PAUSED);
    assertThat(admin.get("/settings/channels")).contains("Đang kết nối", "Kết nối tiếp");
    assertThat(admin.get(page + "/checks")).contains("Telegram nhận ra bot @" + twin.username(token), "Bot chưa gửi tin về nơi nào khác", "Bắt đầu dùng");
    admin.post(page + "/start", 303);
    assertThat(account().status()).isEqualTo(ChannelAccount.Status.ACTIVE);
    assertThat(admin.get(page + "/checks")).contains("Hệ thống tự hỏi tin mới", "mở bot @" + twin.username(token));
    twin.resident(token, 5001).start("");
    await().atMost(SOON).untilAsserted(() -> assertThat(admin.get(page + "/checks")).contains("Đã nhận tin lúc"));
    await().atMost(SOON).untilAsserted(() -> assertThat(admin.get("/settings/channels")).contains("✓ Đang hoạt động", "vừa xong"));
    assertThat(audited("channel_added")).isEqualTo(1);
    assertThat(audited("channel_started")).isEqualTo(1);
  }

  @Test
  void theTokenIsNeverShownAgain() {
    var page = add();
    assertThat(admin.get(page) + admin.get(page + "/checks") + admin.get("/settings/channels")).doesNotContain(token);
    var refused = admin.post("/settings/channels/new/telegram", 400, "name", "Tên Có Dấu", "token", token);
    assertThat(refused).contains("Tên Có Dấu", "chữ thường không dấu").doesNotContain(token);
    assertThat(database.sql("select coalesce(string_agg(details::text, ''), '') from audit_entry where ward_id = :ward").bind("ward", ward.id())
        .map(row -> row.get(0, String.class)).one().block()).doesNotContain(token);
  }

  @Test
  void aTokenThatTelegramRefusesIsSaidWithTheRemedyAndReplaced() {
    twin.revoke(token);
    var page = add();
    assertThat(admin.get(page + "/checks")).contains("Telegram không nhận mã này", "@BotFather").doesNotContain("Bắt đầu dùng");
    assertThat(admin.post(page + "/start", 409)).contains("Telegram không nhận mã này");
    var other = System.nanoTime() + ":AAma-moi";
    assertThat(admin.post(page + "/secrets", 400, "token", "không phải mã")).contains("Mã bot có dạng");
    admin.post(page + "/secrets", 303, "token", other);
    assertThat(admin.get(page + "/checks")).contains("@" + twin.username(other));
    assertThat(audited("channel_secret_changed")).isEqualTo(1);
  }

  @Test
  void aBotThatWorksElsewhereIsNotTakenAwayUnasked() throws Exception {
    setForeignWebhook();
    var page = add();
    assertThat(admin.get(page + "/checks")).contains("noi-khac.example", "Ngắt nơi kia, nhận tin về đây").doesNotContain(">Bắt đầu dùng<");
    assertThat(admin.post(page + "/start", 409)).contains("noi-khac.example");
    assertThat(twin.webhook(token)).contains("noi-khac.example");
    admin.post(page + "/start", 303, "takeOver", "true");
    assertThat(twin.webhook(token)).isEmpty();
    assertThat(account().status()).isEqualTo(ChannelAccount.Status.ACTIVE);
  }

  @Test
  void whenTheConnectionIsCutNothingIsLost() {
    var page = add();
    twin.next("getMe", new TelegramTwinFault.DeliverThenDrop());
    assertThat(admin.get(page + "/checks")).contains("Telegram không trả lời kịp", "vẫn được giữ");
    assertThat(admin.get(page + "/checks")).contains("Telegram nhận ra bot");
  }

  @Test
  void namesAreShortPlainAndUnique() {
    add();
    for (var wrong : new String[] {"", "Bot", "bot phuong", "bot_1", "đ", "x".repeat(61), "default", "simulated"}) {
      admin.post("/settings/channels/new/telegram", 400, "name", wrong, "token", token);
    }
    assertThat(admin.post("/settings/channels/new/telegram", 400, "name", name, "token", token))
        .contains("Tên này đã dùng cho một tài khoản Telegram khác");
  }

  @Test
  void oneBotBelongsToOneAccount() {
    admin.get(add() + "/checks");
    var second = admin.add("telegram", "name", name + "-2", "token", token);
    assertThat(admin.get(second + "/checks")).contains("đã được kết nối ở một tài khoản khác");
  }

  @Test
  void isPausedResumedAndRemovedOnlyWhenItHasNothingToSend() {
    var page = started();
    assertThat(admin.post(page + "/remove", 409)).contains("tạm dừng tài khoản trước khi gỡ");
    admin.post(page + "/pause", 303);
    assertThat(account().status()).isEqualTo(ChannelAccount.Status.PAUSED);
    var id = account().id();
    plan(id);
    assertThat(admin.post(page + "/remove", 409)).contains("Còn 1 tin chờ gửi");
    database.sql("update delivery set status = 'CANCELLED' where ward_id = :ward").bind("ward", ward.id()).then().block();
    admin.post(page + "/resume", 303);
    admin.post(page + "/pause", 303);
    admin.post(page + "/remove", 303);
    admin.get(page, 404);
    assertThat(admin.get("/settings/channels")).doesNotContain(name);
    assertThat(accounts.secrets(ward.id(), id).block().credentials()).isEmpty();
    assertThat(audited("channel_removed")).isEqualTo(1);
    admin.add("telegram", "name", name, "token", token);
  }

  @Test
  void aMessageToOneselfIsAnsweredAndMakesNobodyAContact() {
    var page = started();
    var shown = admin.post(page + "/trial", 200);
    var code = shown.replaceAll("(?s).*(CN-\\d{8}).*", "$1");
    assertThat(admin.get(page + "/trial")).contains("Đang chờ mã");
    var resident = twin.acquaintance(token, 7001);
    resident.write(" " + code.toLowerCase() + " ");
    await().atMost(SOON).untilAsserted(() -> assertThat(resident.texts()).anyMatch(text -> text.contains("Kênh Telegram đã thông")));
    await().atMost(SOON).untilAsserted(() -> assertThat(admin.get(page + "/trial")).contains("Hai chiều đều thông"));
    resident.write(code);
    await().atMost(SOON).untilAsserted(() -> assertThat(count("channel_pulse")).isEqualTo(1));
    assertThat(count("contact")).isZero();
    assertThat(count("contact_address")).isZero();
    assertThat(count("inbox")).isZero();
    assertThat(resident.texts()).hasSize(1);
    assertThat(admin.get(page)).doesNotContain(code);
  }

  @Test
  void aCodeOpensAChatByItsLinkToo() {
    var page = started();
    var code = admin.post(page + "/trial", 200).replaceAll("(?s).*(CN-\\d{8}).*", "$1");
    var resident = twin.resident(token, 7002);
    resident.start(code);
    await().atMost(SOON).untilAsserted(() -> assertThat(resident.texts()).hasSize(1));
    assertThat(count("contact")).isZero();
  }

  /** Names are unique in the installation, so the account may stand in another ward already. */
  @Test
  void anAccountThatTheConfigurationMakesKeepsItsSecretsAndSaysSo() {
    var seeded = accounts.add(ward.id(), Channel.TELEGRAM, "simulated", true, 25, Map.of("token", token, "mode", "POLLING")).block();
    var there = new AccountsClient(http, wards.bearer(wards.signedUp(directory.get(seeded.wardId()).block(), Role.ADMIN)));
    var page = "/settings/channels/" + seeded.id();
    assertThat(there.get("/settings/channels")).contains("Của bản mẫu");
    assertThat(there.get(page)).contains("do cấu hình của máy chủ tạo").doesNotContain("Gỡ hẳn", "name=\"token\"");
    assertThat(there.post(page + "/secrets", 409, "token", System.nanoTime() + ":AAkhac")).contains("cấu hình lại thắng");
    there.post(page + "/remove", 409);
    assertThat(accounts.get(seeded.wardId(), seeded.id()).block().name()).isEqualTo("simulated");
  }

  @Test
  void commandersLookAndAdministratorsChange() {
    var page = started();
    var commander = new AccountsClient(http, wards.bearer(wards.signedUp(ward, Role.COMMANDER)));
    assertThat(commander.get("/settings/channels")).contains(name).doesNotContain("Kết nối Telegram", "href=\"" + page);
    commander.get(page + "/now");
    for (var path : new String[] {page, page + "/checks", "/settings/channels/new/telegram", "/settings"}) {
      commander.get(path, 403);
    }
    for (var change : new String[] {"/start", "/pause", "/resume", "/secrets", "/rotate", "/remove", "/trial"}) {
      commander.post(page + change, 403);
    }
    var officer = new AccountsClient(http, wards.bearer(wards.signedUp(ward, Role.OFFICER)));
    officer.get("/settings/channels", 403);
  }

  @Test
  void anAdministratorReachesOnlyTheirOwnWard() {
    var page = add();
    var stranger = new AccountsClient(http, wards.bearer(wards.signedUp(wards.create(), Role.ADMIN)));
    for (var path : new String[] {page, page + "/checks", page + "/now"}) {
      stranger.get(path, 404);
    }
    for (var change : new String[] {"/start", "/pause", "/remove", "/trial", "/secrets"}) {
      stranger.post(page + change, 404, "token", token);
    }
  }

  private String add() {
    return admin.add("telegram", "name", name, "token", token);
  }

  private String started() {
    var page = add();
    admin.post(page + "/start", 303);
    return page;
  }

  private ChannelAccount account() {
    return accounts.findByName(Channel.TELEGRAM, name).block().account();
  }

  private void setForeignWebhook() throws Exception {
    var request = HttpRequest.newBuilder(URI.create(twin.address() + "/bot" + token + "/setWebhook")).header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString("{\"url\":\"https://noi-khac.example/hook\"}")).build();
    assertThat(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  private void plan(UUID account) {
    database.sql("""
        insert into delivery (ward_id, id, account_id, channel, purpose, priority, route, status, due_at, created_at)
        values (:ward, :id, :account, 'TELEGRAM', 'CONVERSATION', 0, 'TELEGRAM', 'PLANNED', now() + interval '1 hour', now())""")
        .bind("ward", ward.id()).bind("id", UUID.randomUUID()).bind("account", account).then().block();
  }

  private long count(String table) {
    return database.sql("select count(*) from " + table + " where ward_id = :ward").bind("ward", ward.id()).map(row -> row.get(0, Long.class)).one().block();
  }

  private long audited(String action) {
    return database.sql("select count(*) from audit_entry where ward_id = :ward and action = :action").bind("ward", ward.id()).bind("action", action)
        .map(row -> row.get(0, Long.class)).one().block();
  }
}
