package vn.caunoi.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.InboundMessage.Content;
import vn.caunoi.channel.InboxUnavailable;

class TelegramWebhookTests {
  private final RecordingReceiver inbox = new RecordingReceiver();
  private final List<String> answered = new CopyOnWriteArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final TelegramBot bot = TelegramTesting.botAt("http://127.0.0.1:1");
  private final TelegramWebhook webhook = new TelegramWebhook(name -> name.equals("default") ? Mono.just(bot) : Mono.empty(),
      new TelegramUpdates(Map.of()), inbox, (to, id) -> answered.add(id), meters, Clock.systemUTC());
  private final WebTestClient client = WebTestClient.bindToWebHandler(webhook).build();

  @Test void answersWithAnEmpty200WhenTheUpdateIsStored() {
    post("default", "secret", TelegramUpdatesTests.bytes("text")).expectStatus().isOk().expectBody().isEmpty();
    assertThat(inbox.messages).singleElement().satisfies(message -> assertThat(message.eventKey()).isEqualTo("870001"));
  }

  @Test void answersPressedButtonsOnceTheyAreStored() {
    post("default", "secret", TelegramUpdatesTests.bytes("button")).expectStatus().isOk();
    assertThat(inbox.messages).singleElement().satisfies(message -> assertThat(message.content()).isInstanceOf(Content.Pressed.class));
    assertThat(answered).containsExactly("4382bfdwdsb323b2d9");
    inbox.failure = new InboxUnavailable("full");
    post("default", "secret", TelegramUpdatesTests.bytes("button-old-message")).expectStatus().isEqualTo(503);
    assertThat(answered).hasSize(1);
  }

  @Test void refusesForgedAndUnsignedCalls() {
    post("default", "wrong", TelegramUpdatesTests.bytes("text")).expectStatus().isUnauthorized();
    post("default", "", TelegramUpdatesTests.bytes("text")).expectStatus().isUnauthorized();
    post("default", null, TelegramUpdatesTests.bytes("text")).expectStatus().isUnauthorized();
    post("other", "secret", TelegramUpdatesTests.bytes("text")).expectStatus().isUnauthorized();
    assertThat(inbox.messages).isEmpty();
    assertThat(meters.counter("caunoi.telegram.updates", "fate", "forged").count()).isEqualTo(4);
  }

  @Test void refusesAndCountsBrokenJson() {
    post("default", "secret", "{\"update_id\":".getBytes(StandardCharsets.UTF_8)).expectStatus().isBadRequest();
    post("default", "secret", new byte[0]).expectStatus().isBadRequest();
    assertThat(meters.counter("caunoi.telegram.updates", "fate", "broken").count()).isEqualTo(2);
  }

  @Test void refusesABodyOverTheCapAnnouncedOrNot() {
    var large = new byte[TelegramWebhook.MOST_BYTES + 1];
    post("default", "secret", large).expectStatus().isEqualTo(413);
    client.post().uri("/webhooks/telegram/default").header(TelegramWebhook.SECRET_HEADER, "secret")
        .body(Mono.just(large).flux().concatWith(Mono.just(large)), byte[].class)
        .exchange().expectStatus().isEqualTo(413);
  }

  @Test void keepsWhatItDoesNotKnowAndAnswers200() {
    post("default", "secret", TelegramUpdatesTests.bytes("newer-than-us")).expectStatus().isOk();
    post("default", "secret", TelegramUpdatesTests.bytes("sender-without-is-bot")).expectStatus().isOk();
    assertThat(inbox.unknown).containsExactly("holo_message", "message");
  }

  @Test void storesNothingOfGroupsAndAnswers200() {
    for (var name : List.of("group-text", "group-added", "button-in-group")) {
      post("default", "secret", TelegramUpdatesTests.bytes(name)).expectStatus().isOk();
    }
    assertThat(inbox.messages).isEmpty();
    assertThat(inbox.unknown).isEmpty();
    assertThat(answered).containsExactly("4382bfdwdsb323b2e1");
  }

  @Test void asksForARepeatWhileTheInboxIsAway() {
    inbox.failure = new InboxUnavailable("full");
    post("default", "secret", TelegramUpdatesTests.bytes("text")).expectStatus().isEqualTo(503);
    post("default", "secret", TelegramUpdatesTests.bytes("newer-than-us")).expectStatus().isEqualTo(503);
    inbox.failure = null;
    post("default", "secret", TelegramUpdatesTests.bytes("text")).expectStatus().isOk();
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
