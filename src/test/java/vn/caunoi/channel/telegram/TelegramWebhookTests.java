package vn.caunoi.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import vn.caunoi.channel.InboundMessage.Content;
import vn.caunoi.channel.InboxUnavailable;
import vn.caunoi.channel.Webhook;
import vn.caunoi.channel.WebhookDoor;

class TelegramWebhookTests {
  private final RecordingReceiver inbox = new RecordingReceiver();
  private final List<String> answered = new CopyOnWriteArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final TelegramBot bot = TelegramTesting.botAt("http://127.0.0.1:1");
  private final TelegramWebhook webhook = new TelegramWebhook(name -> name.equals("default") ? Mono.just(bot) : Mono.empty(),
      new TelegramUpdates(TelegramTesting.MENU), inbox, (to, owed) -> answered.addAll(TelegramTesting.spinners(owed)), meters,
      Clock.systemUTC());
  private final DisposableServer server = HttpServer.create().host("127.0.0.1").port(0)
      .handle(new ReactorHttpHandlerAdapter(new WebhookDoor(List.of(webhook), (request, response) -> response.setComplete()))).bindNow();
  private final WebTestClient client = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + server.port()).build();

  @AfterEach void stop() {
    server.disposeNow();
  }

  /** Fact 0.1 and 1.10: the body is taken as bytes; an answer with a body would be executed as a call. */
  @Test void answersWithAnEmpty200WhenTheUpdateIsStored() {
    post("default", "secret", TelegramUpdatesTests.bytes("text")).expectStatus().isOk().expectBody().isEmpty();
    assertThat(inbox.messages).singleElement().satisfies(message -> assertThat(message.eventKey()).isEqualTo("870001"));
  }

  @Test void answersPressedButtonsOnceTheyAreStored() {
    post("default", "secret", TelegramUpdatesTests.bytes("button")).expectStatus().isOk().expectBody().isEmpty();
    assertThat(inbox.messages).singleElement().satisfies(message -> assertThat(message.content()).isInstanceOf(Content.Pressed.class));
    assertThat(answered).containsExactly("4382bfdwdsb323b2d9");
    inbox.failure = new InboxUnavailable("full");
    post("default", "secret", TelegramUpdatesTests.bytes("button-old-message")).expectStatus().isEqualTo(503).expectBody().isEmpty();
    assertThat(answered).hasSize(1);
  }

  /** Fact 2.1: the secret comes back in a header of each call. */
  @Test void refusesForgedAndUnsignedCalls() {
    post("default", "wrong", TelegramUpdatesTests.bytes("text")).expectStatus().isUnauthorized().expectBody().isEmpty();
    post("default", "", TelegramUpdatesTests.bytes("text")).expectStatus().isUnauthorized().expectBody().isEmpty();
    post("default", null, TelegramUpdatesTests.bytes("text")).expectStatus().isUnauthorized().expectBody().isEmpty();
    post("other", "secret", TelegramUpdatesTests.bytes("text")).expectStatus().isUnauthorized().expectBody().isEmpty();
    assertThat(inbox.messages).isEmpty();
    assertThat(meters.counter("caunoi.telegram.updates", "fate", "forged").count()).isEqualTo(4);
  }

  @Test void refusesAndCountsBrokenJson() {
    post("default", "secret", "{\"update_id\":".getBytes(StandardCharsets.UTF_8)).expectStatus().isBadRequest().expectBody().isEmpty();
    post("default", "secret", new byte[0]).expectStatus().isBadRequest().expectBody().isEmpty();
    assertThat(meters.counter("caunoi.telegram.updates", "fate", "broken").count()).isEqualTo(2);
  }

  @Test void refusesABodyOverTheCapAnnouncedOrNot() {
    var large = new byte[Webhook.MAX_BODY + 1];
    post("default", "secret", large).expectStatus().isEqualTo(413).expectBody().isEmpty();
    client.post().uri("/webhooks/telegram/default").header(TelegramWebhook.SECRET_HEADER, "secret")
        .body(Mono.just(large).flux().concatWith(Mono.just(large)), byte[].class)
        .exchange().expectStatus().isEqualTo(413).expectBody().isEmpty();
  }

  /** Fact 1.10: anything but a 2xx would be sent again for 24 hours and hold up that chat. */
  @Test void keepsWhatItDoesNotKnowAndAnswers200() {
    post("default", "secret", TelegramUpdatesTests.bytes("newer-than-us")).expectStatus().isOk().expectBody().isEmpty();
    post("default", "secret", TelegramUpdatesTests.bytes("sender-without-is-bot")).expectStatus().isOk().expectBody().isEmpty();
    assertThat(inbox.unknown).containsExactly("holo_message", "message");
  }

  @Test void storesNothingOfGroupsAndAnswers200() {
    for (var name : List.of("group-text", "group-added", "group-command", "group-edited", "button-in-group")) {
      post("default", "secret", TelegramUpdatesTests.bytes(name)).expectStatus().isOk().expectBody().isEmpty();
    }
    assertThat(inbox.messages).isEmpty();
    assertThat(inbox.unknown).isEmpty();
    assertThat(answered).containsExactly("4382bfdwdsb323b2e1");
  }

  @Test void asksForARepeatWhileTheInboxIsAway() {
    inbox.failure = new InboxUnavailable("full");
    post("default", "secret", TelegramUpdatesTests.bytes("text")).expectStatus().isEqualTo(503).expectBody().isEmpty();
    post("default", "secret", TelegramUpdatesTests.bytes("newer-than-us")).expectStatus().isEqualTo(503).expectBody().isEmpty();
    inbox.failure = null;
    post("default", "secret", TelegramUpdatesTests.bytes("text")).expectStatus().isOk().expectBody().isEmpty();
    assertThat(inbox.messages).hasSize(1);
  }

  @Test void takesPostOnly() {
    client.method(HttpMethod.GET).uri("/webhooks/telegram/default").header(TelegramWebhook.SECRET_HEADER, "secret").exchange()
        .expectStatus().isEqualTo(405);
  }

  private WebTestClient.ResponseSpec post(String account, @Nullable String secret, byte[] body) {
    return client.post().uri("/webhooks/telegram/" + account).contentType(MediaType.APPLICATION_JSON)
        .headers(headers -> {
          if (secret != null) {
            headers.set(TelegramWebhook.SECRET_HEADER, secret);
          }
        })
        .bodyValue(body).exchange();
  }
}
