package vn.caunoi.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.Disposable;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.InboxUnavailable;
import vn.caunoi.channel.simulated.TelegramTwin;
import vn.caunoi.channel.simulated.TelegramTwinFault;
import vn.caunoi.channel.simulated.TelegramTwinResident;

@CauNoiTest
class TelegramPollingIT {
  private static final Duration SOON = Duration.ofSeconds(15);

  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private DatabaseClient database;
  @Autowired private TelegramMenu menu;
  @Autowired private TelegramConnections service;

  private final String token = "77" + System.nanoTime() + ":AAtoken-of-this-test";
  private final TelegramTwin twin = new TelegramTwin(0, Clock.systemUTC());
  private final RecordingReceiver inbox = new RecordingReceiver();
  private final List<String> answered = new CopyOnWriteArrayList<>();
  private final List<Disposable> running = new CopyOnWriteArrayList<>();
  private final TelegramApi api = new TelegramApi(Duration.ofSeconds(2));
  private TelegramBot bot;
  private TelegramTwinResident lan;

  /** The service under test leaves the account to the nodes made here. */
  @BeforeEach void makeAnAccount() {
    service.stop();
    twin.start();
    var credentials = new TelegramCredentials(token, twin.address().toString(), "secret", TelegramMode.POLLING);
    bot = new TelegramBot(accounts.add(wards.create().id(), Channel.TELEGRAM, "bot-" + System.nanoTime(), true, 25, credentials.toMap())
        .block(), credentials);
    lan = twin.resident(token, 5001);
  }

  @AfterEach void stop() {
    running.forEach(Disposable::dispose);
    twin.stop();
    service.start();
  }

  @Test void storesWhatComesAndRemembersWhereItStands() {
    lan.start("g-abc");
    run(node());
    lan.write("báo tin");
    await().atMost(SOON).untilAsserted(() -> assertThat(inbox.messages).hasSize(2));
    long third = lan.write("rác đổ trước cổng");
    await().atMost(SOON).untilAsserted(() -> assertThat(nextOffset()).isEqualTo(third + 1));
    assertThat(inbox.texts()).containsExactly("báo tin", "rác đổ trước cổng");
  }

  @Test void goesOnAfterARestartWhereItStopped() {
    lan.write("một");
    var first = run(node());
    await().atMost(SOON).untilAsserted(() -> assertThat(inbox.texts()).containsExactly("một"));
    await().atMost(SOON).untilAsserted(() -> assertThat(nextOffset()).isPositive());
    first.dispose();
    lan.write("hai");
    expireTheTurn();
    run(node());
    await().atMost(SOON).untilAsserted(() -> assertThat(inbox.texts()).containsExactly("một", "hai"));
  }

  /** Fact 0.7: the library's session dies of one unchecked exception and still says that it runs. */
  @Test void outlivesWhateverTheInboxThrows() {
    inbox.failure = new IllegalStateException("a bug");
    long first = lan.write("một");
    run(node());
    await().atMost(SOON).until(() -> twin.count("getUpdates") >= 2);
    inbox.failure = null;
    await().atMost(SOON).untilAsserted(() -> assertThat(nextOffset()).isEqualTo(first + 1));
  }

  /** Fact 2.2: an update is confirmed by a later call with a higher offset only, so that call waits for the inbox. */
  @Test void leavesTheOffsetWhileTheInboxIsAway() {
    inbox.failure = new InboxUnavailable("full");
    long first = lan.write("một");
    run(node());
    await().atMost(SOON).until(() -> twin.count("getUpdates") >= 2);
    assertThat(nextOffset()).isZero();
    inbox.failure = null;
    await().atMost(SOON).untilAsserted(() -> assertThat(nextOffset()).isEqualTo(first + 1));
    assertThat(inbox.texts()).containsExactly("một");
  }

  /** Fact 0.8: in the library one unreadable update blocks the whole queue for ever. */
  @Test void oneBadUpdateDoesNotHoldUpTheOthers() {
    lan.write("trước");
    twin.update(token, 5001, Map.of("message", Map.of("message_id", "not a number", "chat", Map.of("id", 5001, "type", "private"))));
    twin.update(token, 5001, Map.of("holo_message", Map.of("id", "1")));
    inbox.poison = "đắng";
    lan.write("đắng");
    long last = lan.write("sau");
    run(node());
    await().atMost(SOON).untilAsserted(() -> assertThat(nextOffset()).isEqualTo(last + 1));
    assertThat(inbox.texts()).containsExactly("trước", "sau");
    assertThat(inbox.unknown).containsExactlyInAnyOrder("message", "holo_message", "message");
  }

  /** Fact 1.8 and 2.3: after a week of silence the next id is random. */
  @Test void takesIdsThatJumpDown() {
    twin.nextUpdateId(token, 1_000);
    lan.write("tuần trước");
    run(node());
    await().atMost(SOON).until(() -> nextOffset() == 1_001 && twin.count("getUpdates") == 2);
    twin.nextUpdateId(token, 400);
    lan.write("tuần này");
    await().atMost(SOON).untilAsserted(() -> assertThat(nextOffset()).isEqualTo(401));
    assertThat(inbox.texts()).containsExactly("tuần trước", "tuần này");
  }

  @Test void answersPressedButtonsAfterStoringThem() {
    lan.start("");
    run(node());
    twin.update(token, 5001, Map.of("callback_query", Map.of("id", "q1", "from", Map.of("id", 5001, "is_bot", false, "first_name", "Lan"),
        "chat_instance", "1", "data", "rate:5", "message", Map.of("message_id", 3, "date", 0, "chat", Map.of("id", 5001, "type", "private")))));
    await().atMost(SOON).untilAsserted(() -> assertThat(answered).containsExactly("q1"));
  }

  /** Fact 2.2. */
  @Test void onlyOneNodePolls() {
    run(node());
    await().atMost(SOON).until(() -> twin.count("getUpdates") >= 1);
    assertThat(node().claim(bot.account()).blockOptional()).isEmpty();
    run(node());
    lan.write("một");
    await().atMost(SOON).untilAsserted(() -> assertThat(inbox.texts()).containsExactly("một"));
    assertThat(account().statusReason()).isNull();
  }

  @Test void whoLostTheTurnCannotMoveTheOffset() {
    var receivings = new TelegramReceivings(database);
    var slow = receivings.claim(bot.account(), UUID.randomUUID(), Duration.ofSeconds(30)).block();
    expireTheTurn();
    var quick = receivings.claim(bot.account(), UUID.randomUUID(), Duration.ofSeconds(30)).block();
    assertThat(quick.fence()).isGreaterThan(slow.fence());
    receivings.advance(quick, 50).block();
    assertThat(receivings.advance(slow, 7).materialize().block().getThrowable()).isInstanceOf(TelegramReceivings.TurnLost.class);
    assertThat(nextOffset()).isEqualTo(50);
  }

  /** Fact 0.9: a laptop with the production token must not take production's webhook away, by polling or by a webhook of its own. */
  @Test void leavesSomebodyElsesWebhookAloneInWebhookModeToo() {
    bot = new TelegramBot(bot.account(), new TelegramCredentials(token, twin.address().toString(), "secret", TelegramMode.WEBHOOK));
    setForeignWebhook("http://127.0.0.1:1/noi-khac");
    run(node());
    await().atMost(SOON).untilAsserted(() -> assertThat(account().statusReason()).contains("127.0.0.1"));
    assertThat(twin.webhook(token)).isEqualTo("http://127.0.0.1:1/noi-khac");
  }

  /** Fact 4: "bot deaf, health green". */
  @Test void saysWhenTelegramCannotReachUs() {
    twin.webhookRetry(token, Duration.ofSeconds(60));
    bot = new TelegramBot(bot.account(), new TelegramCredentials(token, twin.address().toString(), "secret", TelegramMode.WEBHOOK));
    var setup = TelegramTesting.setup(api, accounts, database, menu, "http://127.0.0.1:1");
    running.add(new TelegramLine(bot, setup, node(), accounts).run().subscribe());
    await().atMost(SOON).until(() -> twin.webhook(token).contains("127.0.0.1:1/"));
    lan.write("một");
    await().atMost(SOON).untilAsserted(() -> assertThat(setup.keepReceiving(bot).block()).isInstanceOfSatisfying(TelegramSetup.Result.Ready.class,
        ready -> assertThat(ready.concern()).contains("chưa giao được 1 tin")));
  }

  @Test void saysWhenTheBotMayReadEverythingInItsGroups() {
    twin.readsGroups(token, true);
    run(node());
    await().atMost(SOON).untilAsserted(() -> assertThat(account().statusReason()).contains("/setprivacy"));
    lan.write("một");
    await().atMost(SOON).untilAsserted(() -> assertThat(inbox.texts()).containsExactly("một"));
    assertThat(account().status()).isEqualTo(ChannelAccount.Status.ACTIVE);
  }

  /** Fact 0.9: the library calls deleteWebhook first whenever it starts to poll. */
  @Test void leavesSomebodyElsesWebhookAloneAndSaysSo() {
    lan.write("một");
    setForeignWebhook("http://127.0.0.1:1/noi-khac");
    run(node());
    await().atMost(SOON).untilAsserted(() -> assertThat(account().statusReason()).contains("127.0.0.1"));
    assertThat(twin.webhook(token)).isEqualTo("http://127.0.0.1:1/noi-khac");
    assertThat(twin.count("deleteWebhook")).isZero();
    assertThat(twin.count("getUpdates")).isZero();
  }

  @Test void removesAWebhookOfOursWithoutLosingUpdates() {
    setForeignWebhook("http://127.0.0.1:1/webhooks/telegram/cu");
    new TelegramReceivings(database).keepOwnWebhook(bot.account(), "http://127.0.0.1:1/webhooks/telegram/cu").block();
    run(node());
    await().atMost(SOON).untilAsserted(() -> assertThat(twin.webhook(token)).isEmpty());
    lan.write("hai");
    await().atMost(SOON).untilAsserted(() -> assertThat(inbox.texts()).containsExactly("hai"));
  }

  @Test void aRefusedTokenTakesTheAccountDown() {
    twin.revoke(token);
    run(node());
    await().atMost(SOON).untilAsserted(() -> assertThat(account().status()).isEqualTo(ChannelAccount.Status.DOWN));
    assertThat(account().statusReason()).contains("BotFather").doesNotContain("AAtoken");
  }

  @Test void anotherReceiverDegradesTheAccountUntilItIsGone() {
    twin.next("getUpdates", new TelegramTwinFault.Refusal(409, "Conflict: terminated by other getUpdates request", Map.of()));
    run(node());
    await().atMost(SOON).untilAsserted(() -> assertThat(account().statusReason()).contains("Có nơi khác"));
    lan.write("một");
    await().atMost(SOON).untilAsserted(() -> assertThat(account().statusReason()).isNull());
    assertThat(inbox.texts()).containsExactly("một");
  }

  /** Fact 2.2: of two pollers the older request is sent away; ours says so and comes back. */
  @Test void aSecondPollerIsNamedAndOutlived() {
    run(node());
    await().atMost(SOON).until(() -> twin.count("getUpdates") == 1);
    api.poll(bot, Duration.ZERO, "getUpdates", Map.of("timeout", 0)).block();
    await().atMost(SOON).untilAsserted(() -> assertThat(account().statusReason()).contains("Có nơi khác"));
    lan.write("một");
    await().atMost(SOON).untilAsserted(() -> assertThat(account().statusReason()).isNull());
    assertThat(inbox.texts()).containsExactly("một");
  }

  @Test void comesBackAfterAnOutage() {
    for (int i = 0; i < 3; i++) {
      twin.next("getMe", TelegramTwinFault.badGateway());
    }
    lan.write("một");
    run(node());
    await().atMost(SOON).untilAsserted(() -> assertThat(inbox.texts()).containsExactly("một"));
    assertThat(account().status()).isEqualTo(ChannelAccount.Status.ACTIVE);
  }

  /** Fact 2.12: Vietnamese names and descriptions, for everybody and for clients set to Vietnamese. */
  @Test void learnsTheBotsNameAndShowsItsMenuInVietnamese() {
    run(node());
    await().atMost(SOON).untilAsserted(() -> assertThat(account().externalId()).isEqualTo(twin.username(token)));
    await().atMost(SOON).untilAsserted(() -> assertThat(twin.commands(token)).containsOnlyKeys("", "vi", "all_group_chats/", "all_group_chats/vi"));
    assertThat(twin.commands(token).get("vi")).contains("Gửi tin báo");
    assertThat(twin.commands(token).get("all_group_chats/vi")).contains("Nhắn riêng").doesNotContain("Gửi tin báo");
    await().atMost(SOON).untilAsserted(() -> assertThat(twin.description(token, "setmyshortdescription")).contains("113"));
    assertThat(twin.description(token, "setmydescription")).contains("113", "114", "115");
  }

  private TelegramPolling node() {
    return new TelegramPolling(api, new TelegramReceivings(database), new TelegramUpdates(menu), inbox,
        (to, owed) -> answered.addAll(TelegramTesting.spinners(owed)), Clock.systemUTC());
  }

  private Disposable run(TelegramPolling node) {
    var setup = TelegramTesting.setup(api, accounts, database, menu, "https://canoi.example.vn");
    var line = new TelegramLine(bot, setup, node, accounts).run().subscribe();
    running.add(line);
    return line;
  }

  private void setForeignWebhook(String url) {
    api.call(bot, "setWebhook", Map.of("url", url, "secret_token", "x")).block();
  }

  private ChannelAccount account() {
    return accounts.get(bot.account().wardId(), bot.account().id()).block();
  }

  private long nextOffset() {
    return database.sql("select next_offset from telegram_receiving where ward_id = :ward and account_id = :account")
        .bind("ward", bot.account().wardId()).bind("account", bot.account().id())
        .map(row -> row.get(0, Long.class)).one().defaultIfEmpty(0L).block();
  }

  private void expireTheTurn() {
    database.sql("update telegram_receiving set lease_until = clock_timestamp() - interval '1 second' where ward_id = :ward")
        .bind("ward", bot.account().wardId()).then().block();
  }
}
