package vn.caunoi.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.simulated.TelegramTwin;
import vn.caunoi.channel.simulated.ZaloTwin;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.Ward;

/**
 * The way in, end to end: a resident reports something on Zalo or Telegram, gets a number, and reads the officer's answer on the same phone.
 * Nothing is shared with the service but HTTP on loopback.
 */
@CauNoiTest
class InboundPathIT {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final Pattern NUMBER = Pattern.compile("PA-\\d{2}-\\d{4,}");
  private static final List<String> TIP = List.of("báo tin", "không", "nhận trả lời", "1", "Xe tải đỗ chắn ngã ba <b>'; drop table tip;--",
      "không có ảnh", "không rõ nơi", "gửi đi");

  @LocalServerPort private int port;
  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private ZaloTwin zalo;
  @Autowired private WebTestClient client;
  private Ward ward;
  private Officer officer;

  @BeforeEach
  void makeWard() {
    ward = wards.create();
    officer = wards.signedUp(ward, Role.OFFICER);
  }

  @Test
  void aTipOnZaloIsNumberedAndAnsweredThere() {
    var oa = zalo.newOa();
    var account = accounts.add(ward.id(), Channel.ZALO, "oa-" + oa.id(), true, 50, oa.credentials()).block();
    oa.postsTo(URI.create("http://127.0.0.1:" + port + "/webhooks/zalo/" + account.name()));
    var resident = oa.resident("6647382910564738291");
    resident.follows();
    await().atMost(SOON).until(() -> !resident.reads().isEmpty());
    reportsAndIsAnswered(resident::says, resident::reads);
  }

  @Test
  void aTipOnTelegramIsNumberedAndAnsweredThere() {
    var twin = new TelegramTwin(0, Clock.systemUTC());
    twin.start();
    var token = "66" + System.nanoTime() + ":AAtoken-of-this-test";
    var account = accounts.add(ward.id(), Channel.TELEGRAM, "bot-" + System.nanoTime(), false, 25,
        Map.of("token", token, "apiUrl", twin.address().toString(), "webhookSecret", "s", "mode", "POLLING")).block();
    try {
      var resident = twin.resident(token, 5001);
      resident.start("");
      await().atMost(SOON).until(() -> !resident.texts().isEmpty());
      reportsAndIsAnswered(resident::write, resident::texts);
    } finally {
      accounts.markPaused(ward.id(), account.id()).block();
      twin.stop();
    }
  }

  /** The resident waits for each answer, because Zalo promises no order of events. */
  private void reportsAndIsAnswered(Consumer<String> says, Supplier<List<String>> reads) {
    for (var text : TIP) {
      int before = reads.get().size();
      says.accept(text);
      await().atMost(SOON).until(() -> reads.get().size() > before);
    }
    await().atMost(SOON).untilAsserted(() -> assertThat(reads.get()).anyMatch(text -> NUMBER.matcher(text.strip()).matches()));
    var code = numbers(reads).findFirst().orElseThrow();
    client.get().uri("/api/v1/tips/" + code).headers(h -> h.setBearerAuth(wards.bearer(officer))).exchange().expectStatus().isOk().expectBody(String.class)
        .value(body -> assertThat(body).contains("drop table tip;--").contains("\"status\":\"RECEIVED\""));
    client.post().uri("/api/v1/tips/" + code + "/replies").headers(h -> h.setBearerAuth(wards.bearer(officer)))
        .bodyValue(Map.of("text", "Tổ tuần tra đã nhắc chủ xe.")).exchange().expectStatus().isAccepted();
    await().atMost(SOON).untilAsserted(() -> assertThat(reads.get()).anySatisfy(text -> assertThat(text).contains("Tổ tuần tra đã nhắc chủ xe.")));
    assertThat(numbers(reads).filter(code::equals).count()).isEqualTo(1);
  }

  private static Stream<String> numbers(Supplier<List<String>> reads) {
    return reads.get().stream().map(String::strip).filter(text -> NUMBER.matcher(text).matches());
  }
}
