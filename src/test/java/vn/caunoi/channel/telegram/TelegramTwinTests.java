package vn.caunoi.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.caunoi.channel.telegram.TelegramTesting.TOKEN;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import vn.caunoi.channel.simulated.TelegramTwin;

/** Fact 0.11 and 3.5: the stand-in keeps the rules of the real server, or what is proven against it proves nothing. */
class TelegramTwinTests {
  private final TelegramTwin twin = new TelegramTwin(0, Clock.systemUTC());
  private final TelegramApi api = new TelegramApi(Duration.ofSeconds(2));
  private TelegramBot bot;

  @BeforeEach void start() {
    twin.start();
    bot = TelegramTesting.botAt(twin.address().toString());
  }

  @AfterEach void stop() {
    twin.stop();
  }

  /** Fact 1.6: 22 of the library's method names are in lower case. */
  @Test void methodNamesAreMatchedWithoutCase() {
    assertThat(call("getMe", Map.of())).isInstanceOf(TelegramAnswer.Done.class);
    assertThat(call("GETME", Map.of())).isInstanceOf(TelegramAnswer.Done.class);
    assertThat(call("noSuchMethod", Map.of())).isEqualTo(new TelegramAnswer.Refused(404, "Not Found", null, null));
  }

  /** Fact 2.4. */
  @Test void oneChatTakesAShortBurstAndThenOneMessageASecond() {
    twin.acquaintance(TOKEN, 1);
    twin.limit(30);
    var answers = List.of(say(1), say(1), say(1), say(1));
    assertThat(answers.subList(0, 3)).allMatch(TelegramAnswer.Done.class::isInstance);
    assertThat(answers.get(3)).isInstanceOfSatisfying(TelegramAnswer.Refused.class, no -> {
      assertThat(no.code()).isEqualTo(429);
      assertThat(no.retryAfter()).isEqualTo(1);
    });
  }

  @Test void allChatsTogetherAreHeldToTheRate() {
    twin.knowEverybody();
    twin.limit(5);
    var refused = 0;
    for (int chat = 1; chat <= 10; chat++) {
      refused += say(chat) instanceof TelegramAnswer.Refused ? 1 : 0;
    }
    assertThat(refused).isPositive();
  }

  @Test void updatesComeTwiceWhenTold() {
    twin.rules().repeatsUpdates(true);
    long id = twin.resident(TOKEN, 1).write("một");
    assertThat(idsOf(poll(0))).containsExactly(id, id);
  }

  @Test void aGatewayThatIsDownDeliversNothingUntilItIsBack() {
    twin.acquaintance(TOKEN, 1);
    twin.rules().down(true);
    assertThat(say(1)).isEqualTo(new TelegramAnswer.Unreadable(502));
    twin.rules().down(false);
    assertThat(say(1)).isInstanceOf(TelegramAnswer.Done.class);
    assertThat(twin.resident(TOKEN, 1).texts()).hasSize(1);
  }

  /** Fact 2.2. */
  @Test void anUpdateIsConfirmedOnlyByALaterCall() {
    long id = twin.resident(TOKEN, 1).write("một");
    assertThat(idsOf(poll(0))).containsExactly(id);
    assertThat(idsOf(poll(0))).containsExactly(id);
    assertThat(idsOf(poll(id + 1))).isEmpty();
    assertThat(idsOf(poll(0))).isEmpty();
  }

  @Test void theOlderOfTwoPollersIsSentAway() {
    var older = api.poll(bot, Duration.ofSeconds(5), "getUpdates", Map.of("timeout", 5)).toFuture();
    await().until(() -> twin.count("getUpdates") == 1);
    var newer = api.poll(bot, Duration.ofSeconds(5), "getUpdates", Map.of("timeout", 5)).toFuture();
    assertThat(older.join()).isInstanceOfSatisfying(TelegramAnswer.Refused.class, no -> assertThat(no.code()).isEqualTo(409));
    twin.resident(TOKEN, 1).write("một");
    assertThat(newer.join()).isInstanceOf(TelegramAnswer.Done.class);
  }

  /** Fact 2.1: not before the one before got a 2xx. */
  @Test void aWebhookIsCalledWithItsSecretInOrderUntilItAnswers200() {
    Queue<Integer> statuses = new ConcurrentLinkedQueue<>(List.of(503, 503));
    var heard = new CopyOnWriteArrayList<String>();
    var receiver = receiver(statuses, heard);
    try {
      twin.webhookRetry(TOKEN, Duration.ofMillis(50));
      var url = "http://127.0.0.1:" + receiver.port() + "/hook";
      assertThat(call("setWebhook", Map.of("url", url, "secret_token", "s3cret"))).isInstanceOf(TelegramAnswer.Done.class);
      assertThat(poll(0)).isInstanceOfSatisfying(TelegramAnswer.Refused.class, no -> assertThat(no.code()).isEqualTo(409));
      var lan = twin.resident(TOKEN, 1);
      lan.write("một");
      lan.write("hai");
      await().atMost(Duration.ofSeconds(10)).until(() -> heard.size() == 4);
      assertThat(heard).containsExactly("s3cret một", "s3cret một", "s3cret một", "s3cret hai");
    } finally {
      receiver.disposeNow();
    }
  }

  /** Fact 2.11. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"<b>x|Can't find end tag", "<x>y</x>|Unsupported start tag \"x\" at byte offset 0",
      "ữ <|Unsupported start tag \"\" at byte offset 4", "</b>|Unmatched end tag"})
  void markupThatDoesNotParseIsRefused(String html, String why) {
    twin.acquaintance(TOKEN, 1);
    assertThat(call("sendMessage", Map.of("chat_id", 1, "text", html, "parse_mode", "HTML"))).isInstanceOfSatisfying(TelegramAnswer.Refused.class,
        no -> assertThat(no.description()).startsWith("Bad Request: can't parse entities: ").contains(why));
  }

  @Test void markupIsReadBeforeItsLengthIsCounted() {
    twin.acquaintance(TOKEN, 1);
    assertThat(call("sendMessage", Map.of("chat_id", 1, "text", "<code>" + "&amp;".repeat(4_096) + "</code>", "parse_mode", "HTML")))
        .isInstanceOf(TelegramAnswer.Done.class);
    assertThat(twin.resident(TOKEN, 1).texts()).containsExactly("&".repeat(4_096));
  }

  /** Fact 2.8: privacy mode. */
  @Test void aBotIsShownCommandsAloneUnlessPrivacyModeIsOff() {
    var group = twin.group(TOKEN, -5);
    assertThat(group.say(1, "chuyện riêng")).isZero();
    assertThat(group.say(1, "/baotin")).isPositive();
    twin.readsGroups(TOKEN, true);
    assertThat(group.say(1, "chuyện riêng")).isPositive();
  }

  private static DisposableServer receiver(Queue<Integer> statuses, List<String> heard) {
    return HttpServer.create().host("127.0.0.1").port(0).handle((request, response) -> request.receive().aggregate().asString()
        .flatMap(body -> {
          heard.add(request.requestHeaders().get(TelegramWebhook.SECRET_HEADER) + (body.contains("một") ? " một" : " hai"));
          var status = statuses.poll();
          return Mono.from(response.status(status == null ? 200 : status).send());
        })).bindNow();
  }

  @Test void textsAndButtonDataHaveTheirLimits() {
    twin.knowEverybody();
    assertThat(call("sendMessage", Map.of("chat_id", 1, "text", "ữ".repeat(4_096)))).isInstanceOf(TelegramAnswer.Done.class);
    assertThat(call("sendMessage", Map.of("chat_id", 1, "text", "ữ".repeat(4_097)))).isInstanceOf(TelegramAnswer.Refused.class);
    assertThat(call("sendMessage", Map.of("chat_id", 1, "text", "x", "reply_markup", Map.of("inline_keyboard",
        List.of(List.of(Map.of("text", "x", "callback_data", "ữ".repeat(22)))))))).isInstanceOf(TelegramAnswer.Refused.class);
  }

  @Test void nobodyIsWrittenToBeforeTheyStart() {
    twin.resident(TOKEN, 1);
    assertThat(say(1)).isInstanceOfSatisfying(TelegramAnswer.Refused.class, no -> assertThat(no.code()).isEqualTo(403));
    assertThat(say(2)).isInstanceOfSatisfying(TelegramAnswer.Refused.class, no -> assertThat(no.code()).isEqualTo(400));
  }

  private TelegramAnswer call(String method, Object body) {
    return api.call(bot, method, body).block();
  }

  private TelegramAnswer say(long chat) {
    return call("sendMessage", Map.of("chat_id", chat, "text", "x"));
  }

  private TelegramAnswer poll(long offset) {
    return call("getUpdates", Map.of("offset", offset, "timeout", 0));
  }

  private static List<Long> idsOf(TelegramAnswer answer) {
    var ids = new java.util.ArrayList<Long>();
    ((TelegramAnswer.Done) answer).result().forEach(update -> ids.add(update.path("update_id").asLong()));
    return ids;
  }
}
