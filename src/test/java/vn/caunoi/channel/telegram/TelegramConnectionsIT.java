package vn.caunoi.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.Webhook;
import vn.caunoi.channel.simulated.TelegramTwin;
import vn.caunoi.channel.simulated.TelegramTwinFault;

/** The service as it stands, with a bot that lives at the twin: seeded from settings, connected by itself, spoken to over HTTP. */
@CauNoiTest
class TelegramConnectionsIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private TelegramBots bots;
  @Autowired private TelegramSender sender;
  @Autowired private TelegramMedia media;
  @Autowired private TelegramApi api;
  @Autowired private TelegramMenu menu;
  @Autowired private DatabaseClient database;
  @Autowired private WebTestClient client;
  @LocalServerPort private int port;

  private final String token = "88" + System.nanoTime() + ":AAtoken-of-this-test";
  private final String name = "bot-" + System.nanoTime();
  private final TelegramTwin twin = new TelegramTwin(0, Clock.systemUTC());
  private UUID ward;

  @BeforeEach void start() {
    twin.start();
    ward = wards.create().id();
  }

  @AfterEach void stop() {
    accounts.of(ward).flatMap(account -> accounts.markPaused(ward, account.id())).blockLast();
    twin.stop();
  }

  @Test void anAccountInPollingModeIsConnectedByItself() {
    twin.acquaintance(token, 5001);
    var account = add(TelegramMode.POLLING);
    await().atMost(SOON).until(() -> twin.count("getUpdates") > 0);
    assertThat(accounts.get(ward, account.id()).block().externalId()).isEqualTo(twin.username(token));
    assertThat(send(account, "Chào bác")).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(twin.resident(token, 5001).texts()).containsExactly("Chào bác");
  }

  @Test void inWebhookModeTelegramCallsUsWithTheSecret() {
    var account = add(TelegramMode.WEBHOOK);
    await().atMost(SOON).until(() -> URI.create(twin.webhook(token)).getPath().equals("/webhooks/telegram/" + name));
    var setup = TelegramTesting.setup(api, accounts, database, menu, "http://127.0.0.1:" + port);
    assertThat(setup.keepReceiving(bots.of(account).block()).block()).isInstanceOf(TelegramSetup.Result.Ready.class);
    assertThat(twin.webhook(token)).contains(":" + port + "/");
    twin.resident(token, 5001).write("báo tin");
    await().atMost(SOON).untilAsserted(() -> assertThat(rows("inbox", account)).isEqualTo(1));
  }

  /** Fact 2.5: twenty megabytes can be fetched; whatever is larger is not there. */
  @Test void aPhotoThatIsTooLargeIsNotFetched() {
    var account = add(TelegramMode.POLLING);
    assertThat(media.fetch(account, twin.photo(token, new byte[20 * 1024 * 1024])).block()).hasSize(20 * 1024 * 1024);
    assertThat(media.fetch(account, twin.photo(token, new byte[20 * 1024 * 1024 + 1])).blockOptional()).isEmpty();
    var liar = twin.photo(token, new byte[22 * 1024 * 1024]);
    twin.next("getFile", new TelegramTwinFault.Page(200, "application/json",
        "{\"ok\":true,\"result\":{\"file_id\":\"x\",\"file_unique_id\":\"x\",\"file_size\":5,\"file_path\":\"photos/" + liar + ".jpg\"}}"));
    assertThat(media.fetch(account, liar).blockOptional()).isEmpty();
  }

  /** Fact 0.10: the library's downloads ignore the configured address. */
  @Test void photosAreFetchedFromTheConfiguredAddress() {
    var account = add(TelegramMode.POLLING);
    var photo = new byte[300_000];
    photo[7] = 7;
    var reference = twin.photo(token, photo);
    assertThat(media.fetch(account, reference).block()).isEqualTo(photo);
    assertThat(media.fetch(account, "unknown").blockOptional()).isEmpty();
  }

  @Test void forgedAndBrokenCallsAreRefusedThroughTheWholeServer() {
    add(TelegramMode.WEBHOOK);
    post("wrong", TelegramUpdatesTests.bytes("text")).expectStatus().isUnauthorized();
    post("secret-1", new byte[] {'{'}).expectStatus().isBadRequest();
    post("secret-1", new byte[Webhook.MAX_BODY + 1]).expectStatus().isEqualTo(413);
    post("secret-1", TelegramUpdatesTests.bytes("group-text")).expectStatus().isOk().expectBody().isEmpty();
  }

  /** Fact 0.1: Boot's own JSON answers 500 to every real update. Fact 2.3: a repeat is known by its id. */
  @Test void everyUpdateOfTheFixturesIsAnswered200AndStoredOnce() {
    var account = add(TelegramMode.WEBHOOK);
    for (var update : List.of("text", "start", "button", "photo", "location", "voice", "blocked", "unblocked", "tricky-text", "newer-than-us")) {
      post("secret-1", TelegramUpdatesTests.bytes(update)).expectStatus().isOk().expectBody().isEmpty();
      post("secret-1", TelegramUpdatesTests.bytes(update)).expectStatus().isOk().expectBody().isEmpty();
    }
    assertThat(rows("inbox", account)).isEqualTo(9);
    assertThat(rows("parked_event", account)).isPositive();
  }

  @Test void theEnvironmentRulesOverWhatIsKeptButNotOverTheSecret() {
    var network = List.<vn.caunoi.channel.SimulatedNetwork>of();
    var settings = new TelegramSettings(token, twin.address().toString(), null, TelegramMode.POLLING);
    new TelegramAccountSeeder(accounts, settings, bots, network).seed(ward).block();
    var first = accounts.findByName(Channel.TELEGRAM, TelegramAccountSeeder.NAME).block();
    assertThat(first.account().wardId()).isEqualTo(ward);
    var changed = new TelegramSettings(token + "-new", twin.address().toString(), null, TelegramMode.WEBHOOK);
    new TelegramAccountSeeder(accounts, changed, bots, network).seed(ward).block();
    new TelegramAccountSeeder(accounts, changed, bots, network).seed(wards.create().id()).block();
    var second = accounts.findByName(Channel.TELEGRAM, TelegramAccountSeeder.NAME).block();
    assertThat(second.account().id()).isEqualTo(first.account().id());
    assertThat(second.credentials()).containsEntry("token", token + "-new").containsEntry("mode", "WEBHOOK")
        .containsEntry("webhookSecret", first.credentials().get("webhookSecret"));
  }

  private ChannelAccount add(TelegramMode mode) {
    var credentials = new TelegramCredentials(token, twin.address().toString(), "secret-1", mode);
    var account = accounts.add(ward, Channel.TELEGRAM, name, false, 25, credentials.toMap()).block();
    bots.forget();
    return account;
  }

  private SendOutcome send(ChannelAccount account, String text) {
    return sender.send(account, new ChannelAddress(Channel.TELEGRAM, account.id(), "5001"), UUID.randomUUID(), OutboundMessage.text(text)).block();
  }

  private WebTestClient.ResponseSpec post(String secret, byte[] body) {
    return client.post().uri("/webhooks/telegram/" + name).header("Content-Type", "application/json")
        .header(TelegramWebhook.SECRET_HEADER, secret).bodyValue(body).exchange();
  }

  private long rows(String table, ChannelAccount account) {
    return database.sql("select count(*) from " + table + " where ward_id = :ward and account_id = :account")
        .bind("ward", ward).bind("account", account.id()).map(row -> row.get(0, Long.class)).one().block();
  }
}
