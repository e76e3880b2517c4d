package vn.caunoi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.simulated.TelegramTwin;
import vn.caunoi.channel.simulated.ZaloTwin;
import vn.caunoi.channel.simulated.ZaloTwinOa;
import vn.caunoi.ward.Ward;

/** What residents write and what they can be known by lies nowhere in clear: not in a table, a log line or a temporary file. */
@CauNoiTest
@ExtendWith(OutputCaptureExtension.class)
class CanaryIT {
  private static final String SECRET = "canary-webhook-secret";

  @Autowired TestWard wards;
  @Autowired ChannelAccounts accounts;
  @Autowired DatabaseClient database;
  @Autowired HikariDataSource dump;
  @Autowired WebTestClient web;
  @Autowired ZaloTwin zalo;
  @Autowired LoggingSystem logging;
  @LocalServerPort int port;

  private final FileTime begun = FileTime.fromMillis(System.currentTimeMillis() - 1_000);
  private final String word = "hoangyen" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  private final long chat = ThreadLocalRandom.current().nextLong(100_000_000_000_000L, 999_000_000_000_000L);
  private final String zaloUser = String.valueOf(ThreadLocalRandom.current().nextLong(2_000_000_000_000_000_000L, Long.MAX_VALUE));
  private final List<String> canaries = new ArrayList<>(List.of(word, String.valueOf(chat), zaloUser));
  private final TelegramTwin telegram = new TelegramTwin(0, Clock.systemUTC());
  private Ward ward;
  private ZaloTwinOa oa;
  private String telegramName;
  private int updates;

  @BeforeEach
  void connect() {
    logging.setLogLevel("vn.caunoi", LogLevel.DEBUG);
    ward = wards.create();
    accounts.add(ward.id(), Channel.WEB, ward.slug(), false, 500, Map.of()).block();
    oa = zalo.newOa();
    accounts.add(ward.id(), Channel.ZALO, "oa-" + oa.id(), true, 100, oa.credentials()).block();
    oa.postsTo(URI.create("http://127.0.0.1:" + port + "/webhooks/zalo/oa-" + oa.id()));
    telegram.knowEverybody();
    telegram.start();
    telegramName = "bot-" + oa.id();
    accounts.add(ward.id(), Channel.TELEGRAM, telegramName, false, 100, Map.of("token", "77" + oa.id().substring(2, 9) + ":canary",
        "apiUrl", telegram.address().toString(), "webhookSecret", SECRET, "mode", "WEBHOOK")).block();
  }

  @AfterEach
  void disconnect() {
    logging.setLogLevel("vn.caunoi", null);
    database.sql("update channel_account set status = 'PAUSED' where ward_id = :ward").bind("ward", ward.id()).then().block();
    telegram.stop();
  }

  @Test
  void nothingOfAResidentLiesInClear(CapturedOutput log) throws Exception {
    report("ẩn danh", web("an"));
    report("nhận trả lời", web("named"));
    report("ẩn danh", this::zalo);
    report("nhận trả lời", this::telegram);
    leaveUnfinished(web("unfinished"));
    leaveUnfinished(this::zalo);
    postUnknown();
    await().atMost(Duration.ofSeconds(20)).until(() -> count("select count(*) from parked_event where ward_id = :ward") == 1);
    assertThat(count("select count(*) from tip where ward_id = :ward")).isEqualTo(4);
    await().atMost(Duration.ofSeconds(20)).until(() -> count("select count(*) from delivery where ward_id = :ward and status in ('PLANNED', 'CLAIMED')") == 0);

    var traces = new Traces(canaries);
    try (var connection = dump.getConnection()) {
      assertThat(traces.lookThrough(connection)).isGreaterThan(40);
    }
    traces.look("log", log.getAll());
    traces.lookThrough(Path.of(System.getProperty("java.io.tmpdir")), begun);
    assertThat(traces.found()).isEmpty();
  }

  /** Of what we must not keep nothing is found, and where it might be sealed no row is left that could hold it. */
  @Test
  void nothingOfAFormAGroupOrAVisitorReachesATable(CapturedOutput log) throws Exception {
    var user = "\"sender\":{\"id\":\"%s\"},\"recipient\":{\"id\":\"%s\"}".formatted(zaloUser, oa.id());
    var group = "\"sender\":{\"id\":\"%s\"},\"recipient\":{\"id\":\"f4c1a90b7e22d5136aa0\"}".formatted(zaloUser);
    post("user_submit_info", user + """
        ,"info":{"name":"%1$s","phone":"84912345678","user_dob":"%1$s","full_address":{"user_address":"%1$s"}}""".formatted(word));
    post("user_submit_info", user + ",\"info\":{\"address\":\"%1$s\",\"name\":\"%1$s\",\"ward\":\"%1$s\"}".formatted(word));
    post("user_send_group_text", group + ",\"message\":{\"text\":\"%s\",\"msg_id\":\"g1\"}".formatted(word));
    post("user_send_group_text", group + ",\"message\":{\"text\":\"[@%s] menu\",\"msg_id\":\"g2\"}".formatted(oa.id()));
    post("anonymous_send_text", user.replace(zaloUser, word) + ",\"message\":{\"text\":\"%s\",\"msg_id\":\"v1\",\"conversation_id\":\"c1\"}".formatted(word));
    post("user_send_business_card", user + """
        ,"message":{"msg_id":"b1","attachments":[{"type":"link","payload":{"description":"{\\"phone\\":\\"%s\\"}"}}]}""".formatted(word));
    post("user_feedback", user + ",\"message\":{\"note\":\"%s\",\"msg_id\":\"f1\"}".formatted(word));
    post("oa_send_consent", user + ",\"phone\":\"%s\"".formatted(word));
    post("update_user_info", user + ",\"data\":{\"name\":\"%s\"}".formatted(word));
    await().atMost(Duration.ofSeconds(20)).until(() -> count("select count(*) from inbox where ward_id = :ward and status = 'DONE'") == 5);
    await().atMost(Duration.ofSeconds(20)).until(() -> count("select count(*) from delivery where ward_id = :ward and status in ('PLANNED', 'CLAIMED')") == 0);

    assertThat(count("select count(*) from inbox where ward_id = :ward and payload is not null")).isZero();
    assertThat(count("select count(*) from parked_event where ward_id = :ward")).isZero();
    assertThat(count("select count(*) from contact_phone where ward_id = :ward")).isZero();
    var traces = new Traces(List.of(word, zaloUser, "84912345678"));
    try (var connection = dump.getConnection()) {
      traces.lookThrough(connection);
    }
    traces.look("log", log.getAll());
    assertThat(traces.found()).isEmpty();
  }

  @Test
  void theSearchFindsWhatIsThere() {
    for (var before : List.of("", "x", "xy", "xyz")) {
      var bytes = (before + word + "!").getBytes(StandardCharsets.UTF_8);
      assertThat(seen(before + word)).hasSize(1);
      assertThat(seen(Base64.getEncoder().encodeToString(bytes))).isNotEmpty();
      assertThat(seen(HexFormat.of().formatHex(bytes))).hasSize(1);
    }
    assertThat(seen("someone else's words")).isEmpty();
  }

  private List<String> seen(String text) {
    var traces = new Traces(List.of(word));
    traces.look("here", text);
    return traces.found();
  }

  private void report(String how, Consumer<String> says) {
    var before = count("select count(*) from tip where ward_id = :ward");
    for (var text : List.of("báo tin", "không", how, "1", "Nhà " + word + " đánh bạc đêm qua", "không có ảnh", "ngõ " + word, "gửi đi")) {
      say(says, text);
    }
    assertThat(count("select count(*) from tip where ward_id = :ward")).isEqualTo(before + 1);
  }

  private void leaveUnfinished(Consumer<String> says) {
    for (var text : List.of("báo tin", "không", "ẩn danh", "1", "Dở dang " + word)) {
      say(says, text);
    }
  }

  /** The next word only after the answer to this one. */
  private void say(Consumer<String> says, String text) {
    var before = count("select count(*) from inbox where ward_id = :ward");
    says.accept(text);
    await().atMost(Duration.ofSeconds(20)).until(() -> count("select count(*) from inbox where ward_id = :ward") > before
        && count("select count(*) from inbox where ward_id = :ward and status = 'NEW'") == 0);
  }

  private void zalo(String text) {
    oa.resident(zaloUser).says(text);
  }

  /** A signed event that we do not know yet. */
  private void postUnknown() throws NoSuchAlgorithmException {
    post("user_sang_a_song", """
        "sender":{"id":"%s"},"recipient":{"id":"%s"},"message":{"text":"%s"}""".formatted(zaloUser, oa.id(), word));
  }

  /** A signed event of Zalo; {@code fields} are those besides the name, the app, the OA and the time. */
  private void post(String event, String fields) throws NoSuchAlgorithmException {
    var app = oa.credentials().get("app_id");
    var at = String.valueOf(System.currentTimeMillis());
    var body = "{\"app_id\":\"%s\",\"oa_id\":\"%s\",\"event_name\":\"%s\",%s,\"timestamp\":\"%s\"}".formatted(app, oa.id(), event, fields, at);
    var mac = MessageDigest.getInstance("SHA-256").digest((app + body + at + oa.credentials().get("oa_secret")).getBytes(StandardCharsets.UTF_8));
    web.post().uri("/webhooks/zalo/oa-" + oa.id()).header("X-ZEvent-Signature", "mac=" + HexFormat.of().formatHex(mac))
        .bodyValue(body).exchange().expectStatus().isOk();
  }

  private void telegram(String text) {
    int n = ++updates;
    var person = Map.of("id", chat, "is_bot", false, "first_name", word);
    var update = Map.of("update_id", 4_000_000 + n, "message", Map.of("message_id", n, "date", System.currentTimeMillis() / 1_000, "from", person,
        "chat", Map.of("id", chat, "type", "private", "first_name", word), "text", text));
    await().atMost(Duration.ofSeconds(20)).until(() -> web.post().uri("/webhooks/telegram/" + telegramName)
        .header("X-Telegram-Bot-Api-Secret-Token", SECRET).bodyValue(update).exchange().expectBody().returnResult().getStatus().value() == 200);
  }

  /** A visitor of the web chat, whose cookie is a canary as well. */
  private Consumer<String> web(String who) {
    var cookie = new String[1];
    return text -> {
      var request = web.post().uri("/chat/" + ward.slug() + "/messages");
      var answer = (cookie[0] == null ? request : request.cookie("chat", cookie[0]))
          .bodyValue(Map.of("id", UUID.randomUUID().toString(), "text", text)).exchange().expectStatus().isAccepted();
      if (cookie[0] == null) {
        cookie[0] = answer.expectBody().returnResult().getResponseCookies().getFirst("chat").getValue();
        canaries.add(cookie[0]);
      }
    };
  }

  private long count(String sql) {
    return database.sql(sql).bind("ward", ward.id()).map(row -> row.get(0, Long.class)).one().block();
  }
}
