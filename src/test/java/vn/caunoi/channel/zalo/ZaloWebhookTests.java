package vn.caunoi.channel.zalo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.DeliveryReceipt;
import vn.caunoi.channel.InboundMessage;
import vn.caunoi.channel.InboundReceiver;
import vn.caunoi.channel.Interaction;
import vn.caunoi.channel.InboxUnavailable;
import vn.caunoi.channel.Webhook;
import vn.caunoi.channel.WebhookDoor;

class ZaloWebhookTests {
  private static final String APP = "2817364509182736450";
  private static final String SECRET = "OaSecretForTests";

  private final ChannelAccount first = account("1948273650192837465");
  private final ChannelAccount second = account("1948273650192837466");
  private final Recorder recorder = new Recorder();
  private final List<ZaloGroupNews.News> news = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ZaloApps apps = new ZaloApps(name -> switch (name) {
    case "default" -> Mono.just(new ZaloApp(APP, new ZaloSignature(APP, SECRET),
        Map.of("1948273650192837465", first, "1948273650192837466", second)));
    case "new" -> Mono.just(new ZaloApp(APP, null, Map.of("1948273650192837465", first)));
    default -> Mono.empty();
  });
  private final ZaloWebhook webhook = new ZaloWebhook(apps, new ZaloEvents(Clock.systemUTC()),
      new ZaloIntake(recorder, null, List.of(told -> Mono.fromRunnable(() -> news.add(told))), meters), meters);
  private final DisposableServer server = HttpServer.create().host("127.0.0.1").port(0)
      .handle(new ReactorHttpHandlerAdapter(new WebhookDoor(List.of(webhook), (request, response) -> response.setComplete()))).bindNow();
  private final WebTestClient client = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + server.port()).build();

  @AfterEach
  void stop() {
    server.disposeNow();
  }

  @Test
  void aSignedTextIsHandedInAndAnswered200() {
    var body = text("1948273650192837465", "chào");
    assertThat(post("default", body, mac(body))).isEqualTo(200);
    assertThat(recorder.messages).singleElement().satisfies(message -> assertThat(message.wardId()).isEqualTo(first.wardId()));
    assertThat(counted("received")).isEqualTo(1);
  }

  @Test
  void theOaIsFoundInTheBody() {
    var body = text("1948273650192837466", "chào");
    assertThat(post("default", body, mac(body))).isEqualTo(200);
    assertThat(recorder.messages).singleElement().satisfies(message -> assertThat(message.wardId()).isEqualTo(second.wardId()));
  }

  @Test
  void aForgedOrUnsignedEventIs401() {
    var body = text("1948273650192837465", "chào");
    assertThat(post("default", body, "mac=" + "0".repeat(64))).isEqualTo(401);
    assertThat(post("default", body, null)).isEqualTo(401);
    assertThat(post("default", body + " ", mac(body))).isEqualTo(401);
    assertThat(recorder.messages).isEmpty();
    assertThat(counted("forged")).isEqualTo(3);
  }

  @Test
  void aSignedEventOfAnotherAppIs401() {
    var body = text("1948273650192837465", "chào").replace(APP, "1");
    assertThat(post("default", body, mac(body))).isEqualTo(401);
  }

  @Test
  void brokenJsonIs400AndCounted() {
    assertThat(post("default", "{\"app_id\":", "mac=" + "0".repeat(64))).isEqualTo(400);
    assertThat(counted("broken")).isEqualTo(1);
  }

  @Test
  void aBodyOverTheCapIs413() {
    assertThat(post("default", "x".repeat(Webhook.MAX_BODY + 1), "mac=" + "0".repeat(64))).isEqualTo(413);
    assertThat(counted("too_large")).isEqualTo(1);
  }

  @Test
  void anUnknownAccountIs404() {
    var body = text("1948273650192837465", "chào");
    assertThat(post("nobody", body, mac(body))).isEqualTo(404);
    assertThat(post("No%20Body", body, mac(body))).isEqualTo(404);
  }

  @Test
  void aFullInboxIs503AndZaloRepeats() {
    recorder.away = true;
    var body = text("1948273650192837465", "chào");
    assertThat(post("default", body, mac(body))).isEqualTo(503);
    assertThat(counted("received")).isZero();
    assertThat(counted("unavailable")).isEqualTo(1);
  }

  /** Trap 8: repeats come hours later with the time of the first attempt, so there is no replay window. */
  @Test
  void aRepeatHoursLaterIsTakenAndCounted() {
    var body = text("1948273650192837465", "chào");
    var status = client.post().uri("/webhooks/zalo/default").contentType(MediaType.APPLICATION_JSON).header("X-ZEvent-Signature", mac(body))
        .header("num_retry", "4").bodyValue(body.getBytes(UTF_8)).exchange().returnResult(Void.class).getStatus().value();
    assertThat(status).isEqualTo(200);
    assertThat(recorder.messages).singleElement().satisfies(message ->
        assertThat(message.sentAt()).isBefore(java.time.Instant.now().minusSeconds(86_400)));
    assertThat(meters.counter("caunoi.zalo.retries").count()).isEqualTo(1);
  }

  /** Trap 7: Zalo waits two seconds, so a ledger that hangs is given up before, and Zalo repeats. */
  @Test
  void whatCannotBeWrittenInTimeIs503() {
    recorder.hangs = true;
    var body = text("1948273650192837465", "").replace("user_send_text", "user_received_message");
    assertThat(post("default", body, mac(body))).isEqualTo(503);
  }

  @Test
  void newsOfAGroupReachesWhoListensAndIsCountedByHeads() {
    var body = "{\"app_id\":\"" + APP + "\",\"oa_id\":\"1948273650192837465\",\"group_id\":\"f4c1\",\"users\":[{\"id\":\"1\"},{\"id\":\"2\"}],"
        + "\"event_name\":\"user_join_group\",\"timestamp\":\"1763790012345\"}";
    assertThat(post("default", body, mac(body))).isEqualTo(200);
    assertThat(news).containsExactly(new ZaloGroupNews.News(first, "f4c1", ZaloGroupNews.Change.JOINED, 2, java.time.Instant.ofEpochMilli(1763790012345L)));
    assertThat(meters.counter("caunoi.zalo.groups", "change", "joined").count()).isEqualTo(2);
    assertThat(counted("group")).isEqualTo(1);
  }

  /** Trap 20: answered 200, and nothing done. */
  @Test
  void theConsolesTestPingIsAnswered200AndForgotten() {
    var body = text("388613280878808645", "This is testing message");
    assertThat(post("default", body, mac(body))).isEqualTo(200);
    assertThat(recorder.messages).isEmpty();
    assertThat(counted("foreign")).isEqualTo(1);
  }

  @Test
  void trap14_groupTextsAreAcknowledgedCountedAndDroppedYetOpenAWindow() {
    var body = text("f4c1a90b7e22d5136aa0", "riêng tư").replace("user_send_text", "user_send_group_text")
        .replace("{\"app_id\"", "{\"oa_id\":\"1948273650192837465\",\"app_id\"");
    assertThat(post("default", body, mac(body))).isEqualTo(200);
    assertThat(recorder.messages).isEmpty();
    assertThat(recorder.unknown).isEmpty();
    assertThat(recorder.interactions).singleElement().satisfies(act -> assertThat(act.from().externalId()).isEqualTo("6647"));
    assertThat(counted("dropped")).isEqualTo(1);
  }

  @Test
  void anUnknownEventIsKeptRawAndAnswered200() {
    var body = text("1948273650192837465", "?").replace("user_send_text", "user_sent_hologram");
    assertThat(post("default", body, mac(body))).isEqualTo(200);
    assertThat(recorder.unknown).containsExactly("user_sent_hologram " + body);
  }

  @Test
  void receiptsGoToTheLedger() {
    var body = text("1948273650192837465", "").replace("user_send_text", "user_received_message");
    assertThat(post("default", body, mac(body))).isEqualTo(200);
    assertThat(recorder.receipts).extracting(DeliveryReceipt::providerId).containsExactly("m1");
  }

  @Test
  void beforeTheOaSecretIsKnownAnEventIsAnswered200AndNotUsed() {
    assertThat(post("new", text("1948273650192837465", "chào"), null)).isEqualTo(200);
    assertThat(recorder.messages).isEmpty();
    assertThat(counted("unverified")).isEqualTo(1);
  }

  @Test
  void onlyPostsAreTakenAndOtherAddressesPassOn() {
    client.get().uri("/webhooks/zalo/default").exchange().expectStatus().isEqualTo(405);
    client.get().uri("/webhooks/other/default").exchange().expectStatus().isOk();
  }

  private int post(String account, String body, String signature) {
    var request = client.post().uri("/webhooks/zalo/" + account).contentType(MediaType.APPLICATION_JSON);
    if (signature != null) {
      request.header("X-ZEvent-Signature", signature);
    }
    return request.bodyValue(body.getBytes(UTF_8)).exchange().expectBody().returnResult().getStatus().value();
  }

  private static String text(String recipient, String text) {
    return "{\"app_id\":\"" + APP + "\",\"sender\":{\"id\":\"6647\"},\"recipient\":{\"id\":\"" + recipient + "\"},\"event_name\":\"user_send_text\","
        + "\"message\":{\"text\":\"" + text + "\",\"msg_id\":\"m1\"},\"timestamp\":\"1763790012345\"}";
  }

  private static String mac(String body) {
    var sha = ZaloSignature.sha256();
    return "mac=" + HexFormat.of().formatHex(sha.digest((APP + body + "1763790012345" + SECRET).getBytes(StandardCharsets.UTF_8)));
  }

  private double counted(String fate) {
    return meters.counter("caunoi.zalo.events", "fate", fate).count();
  }

  private static ChannelAccount account(String oa) {
    return new ChannelAccount(UUID.randomUUID(), UUID.randomUUID(), Channel.ZALO, "default", oa, false, ChannelAccount.Status.ACTIVE, null, 1);
  }

  private static class Recorder implements InboundReceiver {
    private final List<InboundMessage> messages = new ArrayList<>();
    private final List<DeliveryReceipt> receipts = new ArrayList<>();
    private final List<Interaction> interactions = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private boolean away;
    private boolean hangs;

    @Override
    public Mono<Void> receive(List<InboundMessage> arrived) {
      messages.addAll(arrived);
      return away ? Mono.error(new InboxUnavailable("full")) : Mono.empty();
    }

    @Override
    public Mono<Void> settle(List<DeliveryReceipt> arrived) {
      receipts.addAll(arrived);
      return hangs ? Mono.never() : Mono.empty();
    }

    @Override
    public Mono<Void> interacted(List<Interaction> acts) {
      interactions.addAll(acts);
      return Mono.empty();
    }

    @Override
    public Mono<Void> keepUnknown(ChannelAccount account, String kind, byte[] raw) {
      unknown.add(kind + " " + new String(raw, UTF_8));
      return Mono.empty();
    }
  }
}
