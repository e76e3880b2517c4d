package vn.caunoi.channel.zalo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.CauNoiTest;
import vn.caunoi.MovedClock;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.MessagePrices;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.channel.SimulatedNetwork;
import vn.caunoi.channel.simulated.ZaloTwin;
import vn.caunoi.channel.simulated.ZaloTwinOa;
import vn.caunoi.channel.simulated.ZaloTwinResident;
import vn.caunoi.contact.ContactBook;
import vn.caunoi.contact.Dealings;
import vn.caunoi.contact.ReplyWindow;
import vn.caunoi.ward.Ward;

/**
 * What our ledger promises is what Zalo does. A resident acts on the twin, its event comes in by the webhook, the twin's clock is moved, and
 * then our decision is held against the answer to a real send.
 */
@CauNoiTest
class ZaloWindowsIT {
  private static final Instant START = Instant.parse("2026-11-20T08:30:00Z");
  private static final Duration SOON = Duration.ofSeconds(20);

  @LocalServerPort private int port;
  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private ContactBook contacts;
  @Autowired private MessagePrices prices;
  @Autowired private DatabaseClient database;

  private final MovedClock clock = new MovedClock(START);
  private final ZaloTwin twin = new ZaloTwin(clock, 0);
  private final ZaloTwinOa oa = twin.firstOa();
  private final List<ZaloAnswer.Said> answers = new ArrayList<>();
  private final ZaloHosts hosts = new ZaloHosts(ZaloSettings.from(new MockEnvironment()), List.of(new Loopback(twin)));
  private Ward ward;
  private ChannelAccount account;
  private ZaloSender sender;
  private ZaloTwinResident resident;

  /** Paused, so that no lane of the service speaks to its own twin by it. */
  @BeforeEach
  void connect() {
    twin.start();
    oa.rules().sendsReceipts(false).accessTokenLife(Duration.ofDays(60));
    ward = wards.create();
    account = accounts.add(ward.id(), Channel.ZALO, "oa-" + oa.id(), true, 50, oa.credentials()).block();
    accounts.markPaused(ward.id(), account.id()).block();
    oa.postsTo(URI.create("http://127.0.0.1:" + port + "/webhooks/zalo/" + account.name()));
    sender = new ZaloSender(new ZaloApi(JsonMapper.shared(), hosts), new OneToken(signIn()), new NoPins(), new NoPictures(),
        (of, said) -> Mono.fromRunnable(() -> answers.add(said)), clock);
    resident = oa.resident("6647382910564738291");
  }

  @AfterEach
  void stop() {
    twin.stop();
  }

  @ParameterizedTest
  @CsvSource({"PT0S,Free", "PT47H,Free", "PT49H,Billed", "PT165H36M,Billed", "PT170H24M,TemplateOnly"})
  void trap14_freeForTwoDaysBilledForSevenThenByTemplateOnly(Duration age, String expected) {
    resident.says("chào");
    knows(window -> window instanceof ReplyWindow.Free);
    clock.move(age);
    assertThat(window().getClass().getSimpleName()).isEqualTo(expected);
    theNetworkAgrees();
  }

  @Test
  void trap14_whoeverNeverDidAnythingGetsNoMessage() {
    assertThat(contacts.reach(ward.id(), address()).block()).isNull();
    assertThat(ReplyWindow.of(Channel.ZALO, Dealings.lastIn(null), clock.instant(), prices)).isEqualTo(new ReplyWindow.TemplateOnly());
    assertThat(send()).isInstanceOf(SendOutcome.Unreachable.class);
  }

  @Test
  void trap14_aSilentFollowerGetsThreeMessages() {
    resident.follows();
    for (int left = 3; left > 0; left--) {
      int expected = left;
      knows(window -> window.equals(new ReplyWindow.Welcome(expected)));
      theNetworkAgrees();
      contacts.welcomed(ward.id(), account.id(), List.of(address())).block();
    }
    assertThat(window()).isEqualTo(new ReplyWindow.TemplateOnly());
    theNetworkAgrees();
  }

  @ParameterizedTest
  @CsvSource({"PT0S,Welcome", "PT165H36M,Welcome", "PT170H24M,TemplateOnly"})
  void trap14_theWelcomesOfAFollowerEndAfterSevenDays(Duration age, String expected) {
    resident.follows();
    knows(window -> window instanceof ReplyWindow.Welcome);
    clock.move(age);
    assertThat(window().getClass().getSimpleName()).isEqualTo(expected);
    theNetworkAgrees();
  }

  /** Everything that counts for Zalo. */
  enum Act {
    WRITES, PRESSES_A_BUTTON, SENDS_A_STICKER, CLICKS_CHAT_NOW, FOLLOWS_AGAIN, CALLS, WRITES_IN_A_GROUP;

    void by(ZaloTwinResident resident) {
      switch (this) {
        case WRITES -> resident.says("xin chào");
        case PRESSES_A_BUTTON -> resident.says("#cn:menu:tip");
        case SENDS_A_STICKER -> resident.sendsSticker();
        case CLICKS_CHAT_NOW -> resident.clicksChatNow();
        case FOLLOWS_AGAIN -> resident.follows();
        case CALLS -> resident.calls();
        case WRITES_IN_A_GROUP -> resident.saysInGroup("f4c1a90b7e22d5136aa0", "chuyện riêng của tổ");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Act.class)
  void trap14_everyActThatCountsOpensTheWindowAgain(Act act) {
    resident.says("chào");
    knows(window -> window instanceof ReplyWindow.Free);
    clock.move(Duration.ofDays(10));
    assertThat(window()).isEqualTo(new ReplyWindow.TemplateOnly());
    act.by(resident);
    knows(window -> window instanceof ReplyWindow.Free);
    theNetworkAgrees();
  }

  @Test
  void aWordInAGroupMakesNobodyKnownToUs() {
    resident.saysInGroup("f4c1a90b7e22d5136aa0", "chuyện riêng của tổ");
    oa.resident("5512345678901234567").says("chào");
    await().atMost(SOON).until(() -> contacts.reach(ward.id(), new ChannelAddress(Channel.ZALO, account.id(), "5512345678901234567")).block() != null);
    assertThat(contacts.reach(ward.id(), address()).block()).isNull();
    assertThat(database.sql("select count(*) as n from inbox_sender where ward_id = :ward").bind("ward", ward.id())
        .map(row -> row.get("n", Long.class)).one().block()).isEqualTo(1);
  }

  @Test
  void aFollowerWhoLeavesIsLostUntilTheyWriteAgain() {
    resident.follows();
    knows(window -> window instanceof ReplyWindow.Welcome);
    clock.move(Duration.ofHours(2));
    resident.unfollows();
    knows(window -> window.equals(new ReplyWindow.Closed("left")));
    theNetworkAgrees();
    resident.says("tôi quay lại");
    knows(window -> window instanceof ReplyWindow.Free);
    theNetworkAgrees();
  }

  /** 22:00 to 06:00 in Vietnam is closed to broadcasts, not to the chat. */
  @ParameterizedTest
  @ValueSource(strings = {"2026-11-20T15:30:00Z", "2026-11-20T20:00:00Z"})
  void trap15_theNightClosesNoChat(Instant night) {
    clock.set(night);
    resident.says("có trộm");
    knows(window -> window instanceof ReplyWindow.Free);
    theNetworkAgrees();
  }

  @Test
  void theProbeTellsWhatOurLedgerMissed() {
    var probe = new ZaloInteractionProbe(new ZaloApi(JsonMapper.shared(), hosts), new SignedCalls(new OneToken(signIn()), (of, said) -> Mono.empty()));
    assertThat(probe.lastInteraction(account, address()).block()).isNull();
    oa.postsTo(URI.create("http://127.0.0.1:1/nowhere"));
    resident.says("chào");
    assertThat(probe.lastInteraction(account, address()).block()).isEqualTo(START);
    twin.stop();
    assertThat(probe.lastInteraction(account, address()).block()).isNull();
  }

  /** Open is accepted, free is free, billed is billed, closed is refused. */
  private void theNetworkAgrees() {
    var decided = window();
    var outcome = send();
    assertThat(outcome).isInstanceOf(decided.open() ? SendOutcome.Accepted.class : SendOutcome.Unreachable.class);
    if (decided.open()) {
      var kind = answers.getLast().data().path("quota").path("quota_type").asString("billed");
      assertThat(kind).isEqualTo(switch (decided) {
        case ReplyWindow.Free free -> "reply";
        case ReplyWindow.Welcome welcome -> "welcome_msg";
        default -> "billed";
      });
    }
  }

  private SendOutcome send() {
    return sender.send(account, address(), UUID.randomUUID(), OutboundMessage.text("Công an phường xin trả lời.")).block();
  }

  private ReplyWindow window() {
    return contacts.reach(ward.id(), address()).block().window(clock.instant(), prices);
  }

  private void knows(java.util.function.Predicate<ReplyWindow> expected) {
    await().atMost(SOON).until(() -> {
      var known = contacts.reach(ward.id(), address()).block();
      return known != null && expected.test(known.window(clock.instant(), prices));
    });
  }

  private ChannelAddress address() {
    return new ChannelAddress(Channel.ZALO, account.id(), resident.id());
  }

  private String signIn() {
    var credentials = oa.credentials();
    var answer = new ZaloOAuth(JsonMapper.shared(), hosts)
        .refresh(true, credentials.get("app_id"), credentials.get("app_secret"), credentials.get("refresh_token")).block();
    assertThat(answer).isInstanceOf(ZaloOAuth.Granted.class);
    return ((ZaloOAuth.Granted) answer).accessToken();
  }

  /** The twin with the moved clock, not the one of the service. */
  private record Loopback(ZaloTwin twin) implements SimulatedNetwork {
    @Override
    public Channel channel() {
      return Channel.ZALO;
    }

    @Override
    public URI address() {
      return twin.address();
    }
  }

  private record OneToken(String token) implements AccessTokens {
    @Override
    public Mono<String> current(ChannelAccount of) {
      return Mono.just(token);
    }

    @Override
    public Mono<String> renew(ChannelAccount of, String refused) {
      return Mono.error(new NoToken(new SendOutcome.AccountDown("spent")));
    }
  }

  private record NoPins() implements ZaloPins {
    @Override
    public Mono<ZaloPin> find(ChannelAccount of) {
      return Mono.just(ZaloPin.ofType("2"));
    }

    @Override
    public Mono<ZaloPin> keep(ChannelAccount of, ZaloPin pin) {
      return Mono.just(pin);
    }
  }

  private record NoPictures() implements ZaloPictures {
    @Override
    public Mono<String> attachmentId(ChannelAccount of, String token, UUID image) {
      return Mono.empty();
    }

    @Override
    public void forget(ChannelAccount of, @Nullable UUID image) {}
  }
}
