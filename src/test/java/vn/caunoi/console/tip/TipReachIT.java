package vn.caunoi.console.tip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.simulated.ZaloTwin;
import vn.caunoi.channel.simulated.ZaloTwinOa;
import vn.caunoi.channel.simulated.ZaloTwinResident;
import vn.caunoi.contact.ContactBook;
import vn.caunoi.tip.NewTip;
import vn.caunoi.tip.Tip;
import vn.caunoi.tip.TipDesk;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.Ward;

/** What stands under the reply form, and that it is what happens. */
@CauNoiTest
class TipReachIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @LocalServerPort private int port;
  @Autowired private WebTestClient web;
  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private ContactBook contacts;
  @Autowired private TipDesk desk;
  @Autowired private ZaloTwin twin;
  @Autowired private DatabaseClient database;
  @Autowired private Clock clock;

  private Ward ward;
  private Officer officer;
  private ZaloTwinOa oa;
  private ZaloTwinResident resident;
  private ChannelAccount account;
  private String code;

  @BeforeEach
  void aTipFromZalo() {
    ward = wards.create();
    officer = wards.signedUp(ward, Role.OFFICER);
    oa = twin.newOa();
    account = accounts.add(ward.id(), Channel.ZALO, "oa-" + oa.id(), true, 30, oa.credentials()).block();
    oa.postsTo(URI.create("http://127.0.0.1:" + port + "/webhooks/zalo/" + account.name()));
    resident = oa.resident("6647382910564738291");
    resident.says("chào");
    await().atMost(SOON).until(() -> contacts.reach(ward.id(), address()).block() != null);
    code = desk.open(new NewTip(ward.id(), null, Channel.ZALO, address(), "noise", Tip.Concerns.NONE, "Ồn quá", List.of(), null, clock.instant()))
        .block().code();
  }

  @Test
  void saysHowLongAnAnswerIsFreeOrWhatItCosts() {
    assertThat(page()).contains("Zalo: còn 47 giờ, miễn phí").doesNotContain("Lưu ở trang tra cứu");
    lastActWas(Duration.ofDays(4));
    assertThat(page()).contains("Zalo: còn 2 ngày, có phí khoảng 55 đ", "Gửi, khoảng 55 đ");
  }

  @Test
  void warnsThatAnAnswerWaitsWhileTheAccountRests() {
    accounts.markPaused(ward.id(), account.id()).block();
    assertThat(page()).contains("Zalo: còn 47 giờ, miễn phí", "Kênh đang tạm dừng");
  }

  @Test
  void trap14_asksTheNetworkWhenOurLedgerSaysThatNothingArrives() {
    lastActWas(Duration.ofDays(9));
    assertThat(page()).contains("Zalo: chỉ gửi được bằng mẫu tin", "Đang hỏi lại Zalo", "Lưu ở trang tra cứu", "hx-get=\"/tips/" + code + "/reach\"");
    assertThat(foot()).contains("miễn phí", "name=\"arrives\"").doesNotContain("hx-get", "<html");
    assertThat(page()).contains("miễn phí");
  }

  @Test
  void believesTheNetworkThatNothingArrives() {
    lastActWas(Duration.ofDays(9));
    resident.lastWroteAgo(Duration.ofDays(9));
    assertThat(foot()).contains("chỉ gửi được bằng mẫu tin", "Lưu ở trang tra cứu", "Khi người báo nhắn lại").doesNotContain("arrives");
  }

  @Test
  void doesNotWaitLongForANetworkThatIsSilent() {
    lastActWas(Duration.ofDays(9));
    oa.rules().answersAfter(Duration.ofSeconds(60));
    assertThat(foot()).contains("chỉ gửi được bằng mẫu tin");
  }

  @Test
  void aRefusalByTheNetworkCorrectsTheLedgerUntilTheResidentActsAgain() {
    resident.lastWroteAgo(Duration.ofDays(9));
    desk.reply(officer, code, "Đã tiếp nhận").block();
    await().atMost(SOON).untilAsserted(() -> assertThat(page()).contains("Zalo: chỉ gửi được bằng mẫu tin"));
    resident.says("cho tôi hỏi thêm");
    await().atMost(SOON).untilAsserted(() -> assertThat(page()).contains("miễn phí"));
    desk.reply(officer, code, "Chúng tôi đang xem").block();
    await().atMost(SOON).until(() -> resident.reads().stream().anyMatch(text -> text.contains("Chúng tôi đang xem")));
  }

  @Test
  void refusesAnAnswerThatNoLongerArrivesAndKeepsItsWords() {
    lastActWas(Duration.ofDays(9));
    var refused = post("text", "Câu trả lời muộn", "arrives", "true").expectStatus().isEqualTo(409).expectBody(String.class).returnResult().getResponseBody();
    assertThat(refused).contains("Chưa gửi", "chỉ gửi được bằng mẫu tin", "Câu trả lời muộn", "Lưu ở trang tra cứu");
    post("text", "Câu trả lời muộn").expectStatus().isSeeOther().expectBody().isEmpty();
    assertThat(page()).contains("Không nhắn tới được");
  }

  @Test
  void aFollowerWhoGotThreeMessagesGetsNoMore() {
    var follower = oa.resident("5512345678901234567");
    follower.follows();
    await().atMost(SOON).until(() -> !follower.reads().isEmpty());
    var address = new ChannelAddress(Channel.ZALO, account.id(), follower.id());
    await().atMost(SOON).untilAsserted(() ->
        assertThat(contacts.reach(ward.id(), address).block().dealings().welcomesUsed()).isEqualTo(follower.reads().size()));
  }

  /** As if the event of the last act had never reached us: the twin knows better. */
  private void lastActWas(Duration ago) {
    database.sql("update contact_address set last_in_at = :at where ward_id = :ward").bind("at", clock.instant().minus(ago).truncatedTo(
        java.time.temporal.ChronoUnit.HOURS)).bind("ward", ward.id()).then().block();
  }

  private ChannelAddress address() {
    return new ChannelAddress(Channel.ZALO, account.id(), resident.id());
  }

  private String page() {
    return get("/tips/" + code);
  }

  private String foot() {
    return get("/tips/" + code + "/reach");
  }

  private String get(String uri) {
    return web.get().uri(uri).header("Authorization", "Bearer " + wards.bearer(officer)).accept(MediaType.TEXT_HTML).exchange()
        .expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody();
  }

  private WebTestClient.ResponseSpec post(String... fields) {
    var body = new LinkedMultiValueMap<String, String>();
    for (int i = 0; i < fields.length; i += 2) {
      body.add(fields[i], fields[i + 1]);
    }
    return web.post().uri("/tips/" + code + "/replies").header("Authorization", "Bearer " + wards.bearer(officer)).accept(MediaType.TEXT_HTML)
        .body(BodyInserters.fromFormData(body)).exchange();
  }
}
