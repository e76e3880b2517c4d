package vn.caunoi.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.AccountRegister;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.simulated.TelegramTwin;

/** A new webhook secret while updates signed with the old one are on their way, through the whole server. */
@CauNoiTest
class TelegramRotationIT {
  private static final Duration SOON = Duration.ofSeconds(25);

  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private AccountRegister register;
  @Autowired private TelegramApi api;
  @Autowired private TelegramBots bots;
  @Autowired private WebTestClient client;

  private final String token = System.nanoTime() + ":AAtoken-of-this-test";
  private final String name = "bot-" + System.nanoTime();
  private final TelegramTwin twin = new TelegramTwin(0, Clock.systemUTC());
  private TelegramAccountSetup setup;
  private ChannelAccount account;

  @BeforeEach
  void begin() {
    twin.start();
    var settings = new TelegramSettings(null, twin.address().toString(), null, TelegramMode.WEBHOOK);
    var surroundings = new TelegramAccountSetup.Surroundings(api, bots, settings, null, "http://localhost:8080");
    setup = new TelegramAccountSetup(accounts, register, surroundings, null, Clock.systemUTC());
    var ward = wards.create().id();
    var credentials = new TelegramCredentials(token, twin.address().toString(), "secret-1", TelegramMode.WEBHOOK);
    account = accounts.add(ward, Channel.TELEGRAM, name, false, 25, credentials.toMap()).block();
    bots.forget();
  }

  @AfterEach
  void end() {
    accounts.markPaused(account.wardId(), account.id()).block();
    twin.stop();
  }

  @Test
  void bothSecretsAreTakenAndTelegramIsToldTheNewOne() {
    await().atMost(SOON).until(() -> twin.count("setWebhook") == 1);
    assertThat(setup.rotates(account)).isTrue();
    setup.rotate(account).block();
    setup.refresh();
    var now = TelegramCredentials.of(accounts.secrets(account.wardId(), account.id()).block().credentials());
    assertThat(now.webhookSecret()).isNotEqualTo("secret-1");
    post("secret-1", 200);
    post(now.webhookSecret(), 200);
    post("secret-2", 401);
    await().atMost(SOON).until(() -> twin.count("setWebhook") == 2);
  }

  @Test
  void leavingTakesOurWebhookAway() {
    await().atMost(SOON).until(() -> !twin.webhook(token).isEmpty());
    accounts.markPaused(account.wardId(), account.id()).block();
    setup.leave(account).block();
    assertThat(twin.webhook(token)).isEmpty();
  }

  private void post(String secret, int status) {
    client.post().uri("/webhooks/telegram/" + name).header("Content-Type", "application/json").header(TelegramWebhook.SECRET_HEADER, secret)
        .bodyValue(TelegramUpdatesTests.bytes("group-text")).exchange().expectStatus().isEqualTo(status).expectBody().isEmpty();
  }
}
