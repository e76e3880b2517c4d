package vn.caunoi.channel.zalo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.mock.env.MockEnvironment;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.channel.Barrier;
import vn.caunoi.channel.Button;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.MessageSender;
import vn.caunoi.channel.NetworkContract;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.channel.SimulatedNetwork;
import vn.caunoi.channel.simulated.ZaloTwin;
import vn.caunoi.channel.simulated.ZaloTwinOa;

/** Sends to the twin over loopback, with tokens and pins kept in memory. */
class ZaloSenderTests extends NetworkContract {
  private static final String RESIDENT = "6647382910564738291";
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

  private final ZaloTwin twin = new ZaloTwin(Clock.systemUTC(), 0);
  private final ZaloTwinOa oa = twin.firstOa();
  private final Network network = new Network();
  private final ZaloHosts hosts = new ZaloHosts(ZaloSettings.from(new MockEnvironment()), List.of(network));
  private final ZaloApi api = new ZaloApi(JsonMapper.shared(), hosts, Duration.ofSeconds(1), Duration.ofMillis(800));
  private final Pins pins = new Pins();
  private final Tokens tokens = new Tokens();
  private final Pictures pictures = new Pictures();
  private final List<ZaloAnswer.Said> seen = new ArrayList<>();
  private final ZaloSender sender = new ZaloSender(api, tokens, pins, pictures, (of, said) -> Mono.fromRunnable(() -> seen.add(said)), Clock.systemUTC());
  private final ChannelAccount account = new ChannelAccount(
      UUID.randomUUID(), UUID.randomUUID(), Channel.ZALO, "default", oa.id(), true, ChannelAccount.Status.ACTIVE, null, 10);

  @BeforeEach
  void start() {
    twin.start();
    network.address = twin.address();
    oa.rules().sendsReceipts(false);
    oa.resident(RESIDENT).says("chào");
    tokens.access = signIn();
  }

  @AfterEach
  void stop() {
    twin.stop();
  }

  @Override
  protected MessageSender sender() {
    return sender;
  }

  @Override
  protected ChannelAccount account() {
    return account;
  }

  @Override
  protected ChannelAddress resident() {
    return new ChannelAddress(Channel.ZALO, account.id(), RESIDENT);
  }

  @Override
  protected void providerWill(ProviderAnswer answer) {
    switch (answer) {
      case ACCEPT -> { }
      case THROTTLE -> oa.rules().requestsPerMinute(0);
      case BLOCKED_BY_RESIDENT -> oa.resident(RESIDENT).unfollows();
      case REFUSE_MESSAGE -> oa.refusesNext(-248);
      case REVOKE_ACCOUNT -> {
        oa.revokesTokens();
        tokens.renewable = false;
      }
      case SERVER_ERROR -> oa.breaksNext();
      case ACCEPT_THEN_CUT -> oa.deliversNextThenCuts();
      case ACCEPT_IN_SILENCE -> oa.deliversNextInSilence();
      case NOBODY_LISTENS -> network.address = nowhere();
    }
  }

  @Override
  protected List<String> textsOnTheResidentsPhone() {
    return oa.resident(RESIDENT).reads();
  }

  @Override
  protected List<String> buttonsOnTheResidentsPhone() {
    return oa.messagesTo(RESIDENT).getLast().buttons().stream().map(ZaloTwinOa.Button::title).toList();
  }

  @Test
  void aSlowAnswerWithinTheLimitIsAnAnswer() {
    oa.rules().answersAfter(Duration.ofMillis(200));
    assertThat(send("Chào bà con")).isInstanceOf(SendOutcome.Accepted.class);
  }

  @Test
  void anExpiredTokenIsRenewedOnceAndTheMessageGoesOut() {
    oa.expiresAccessToken();
    assertThat(send("Chào bà con")).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(tokens.renewals).isEqualTo(1);
    assertThat(textsOnTheResidentsPhone()).containsExactly("Chào bà con");
  }

  /** Trap 12: v3 is closed to state agencies. */
  @Test
  void aStateAgencyIsFoundByItsTypeAndWrittenToThroughV2() {
    oa.rules().stateAgency(true);
    assertThat(send("Chào bà con")).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(paths()).containsExactly("/v2.0/oa/getoa", "/v2.0/oa/message");
    assertThat(pins.kept.get(account.id()).endpoint()).isEqualTo(ZaloPin.Endpoint.V2);
  }

  @Test
  void anEnterpriseIsFoundByItsTypeAndAskedOnlyOnce() {
    send("một");
    send("hai");
    assertThat(paths()).containsExactly("/v2.0/oa/getoa", "/v3.0/oa/message/cs", "/v3.0/oa/message/cs");
  }

  /** Trap 12: -235 and -240 choose the endpoint, and the choice is kept. */
  @Test
  void aRefusedEndpointIsExchangedAndPinned() {
    pins.kept.put(account.id(), new ZaloPin(ZaloPin.Endpoint.V3, true));
    oa.rules().stateAgency(true);
    send("một");
    send("hai");
    assertThat(paths()).containsExactly("/v3.0/oa/message/cs", "/v2.0/oa/message", "/v2.0/oa/message");

    oa.rules().stateAgency(false);
    send("ba");
    assertThat(pins.kept.get(account.id()).endpoint()).isEqualTo(ZaloPin.Endpoint.V3);
    assertThat(textsOnTheResidentsPhone()).containsExactly("một", "hai", "ba");
  }

  @Test
  void buttonsComeWithMarkedPayloads() {
    send(choice());
    var message = oa.messagesTo(RESIDENT).getFirst();
    assertThat(message.text()).isEqualTo("Bác cần gì ạ?");
    assertThat(message.buttons()).containsExactly(
        new ZaloTwinOa.Button("Báo tin", "oa.query.hide", "#cn:menu:tip"),
        new ZaloTwinOa.Button("Trợ giúp", "oa.query.hide", "#cn:help"),
        new ZaloTwinOa.Button("Xem trang", "oa.open.url", "https://phuong.example"));
  }

  @Test
  void refusedButtonsBecomeNumberedTextForThisOaFromThenOn() {
    oa.rules().takesButtons(false);
    send(choice());
    send(choice());
    var numbered = "Bác cần gì ạ?\n1. Báo tin\n– Trợ giúp\nXem trang: https://phuong.example";
    assertThat(textsOnTheResidentsPhone()).containsExactly(numbered, numbered);
    assertThat(paths().stream().filter(path -> path.endsWith("/cs"))).hasSize(3);
  }

  @Test
  void moreButtonsThanZaloTakesAreTextWithTheNumbersThatTheFlowUnderstands() {
    var levels = List.of("Rất hài lòng", "Hài lòng", "Bình thường", "Không hài lòng", "Rất không hài lòng");
    var buttons = new ArrayList<Button>();
    levels.forEach(level -> buttons.add(new Button.Reply(level, "~rate", String.valueOf(5 - levels.indexOf(level)))));
    buttons.add(new Button.Reply("Huỷ", "cancel", "0"));
    send(new OutboundMessage("Chọn:", buttons, null));
    assertThat(textsOnTheResidentsPhone()).containsExactly(
        "Chọn:\n5. Rất hài lòng\n4. Hài lòng\n3. Bình thường\n2. Không hài lòng\n1. Rất không hài lòng\n0. Huỷ");
  }

  /** Trap 16. */
  @Test
  void textIsSentInNfcTheFormThatZaloCounts() {
    send(java.text.Normalizer.normalize("Tổ dân phố", java.text.Normalizer.Form.NFD));
    assertThat(textsOnTheResidentsPhone()).containsExactly("Tổ dân phố");
  }

  /** Trap 16: 2,000 characters, counted after they were composed. */
  @Test
  void aTextThatFitsOnlyOnceComposedGoesOut() {
    var text = java.text.Normalizer.normalize("ổ".repeat(2_000), java.text.Normalizer.Form.NFD);
    assertThat(text).hasSizeGreaterThan(4_000);
    assertThat(send(text)).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(send("ổ".repeat(2_001))).isEqualTo(new SendOutcome.Refused("too-long", "longer than 2000 characters"));
  }

  /** Trap 6: HTTP 200 is no success. */
  @Test
  void anErrorInAnAnswerOf200IsARefusal() {
    oa.refusesNext(-210);
    assertThat(send("Chào bà con")).isEqualTo(new SendOutcome.Refused("-210", "parameter above limit"));
    assertThat(textsOnTheResidentsPhone()).isEmpty();
  }

  @Test
  void aQuoteThatIsRefusedIsLeftOutAndTheButtonsStay() {
    oa.refusesNext(-201);
    send(choice().quoting("5f1c9b0a77d2e4438c10"));
    assertThat(oa.messagesTo(RESIDENT)).singleElement().satisfies(message -> assertThat(message.buttons()).hasSize(3));
    assertThat(paths().stream().filter(path -> path.endsWith("/cs"))).hasSize(2);
  }

  @Test
  void anAnonymousVisitorIsWrittenToInTheirConversation() {
    oa.rules().keepsWindows(false);
    var visitor = new ChannelAddress(Channel.ZALO, account.id(), "visitor:a9f3b2/c0ffee");
    assertThat(sender.send(account, visitor, UUID.randomUUID(), OutboundMessage.text("Mời bác nhắn riêng")).block())
        .isInstanceOf(SendOutcome.Accepted.class);
    assertThat(oa.messagesTo("a9f3b2")).hasSize(1);
  }

  /** Trap 17: uploaded first, named by an id that lives seven days. */
  @Test
  void aPictureIsUploadedAndShownAboveTheText() {
    send(new OutboundMessage("Lịch tiếp dân", List.of(), UUID.randomUUID()));
    assertThat(oa.messagesTo(RESIDENT)).singleElement().satisfies(message -> {
      assertThat(message.text()).isEqualTo("Lịch tiếp dân");
      assertThat(message.picture()).isNotBlank();
    });
  }

  /** Trap 17. */
  @Test
  void anExpiredPictureIsUploadedAgain() {
    pictures.known = "seven-days-old";
    send(new OutboundMessage("Lịch tiếp dân", List.of(), UUID.randomUUID()));
    assertThat(oa.messagesTo(RESIDENT)).singleElement().satisfies(message -> assertThat(message.picture()).isNotEqualTo("seven-days-old"));
  }

  @Test
  void everyAnswerTellsHowMuchMayStillBeSent() {
    oa.rules().requestsPerMinute(100);
    send("Chào bà con");
    assertThat(seen).last().satisfies(said -> assertThat(said.limit()).returns(100, ZaloAnswer.Limit::perMinute)
        .satisfies(limit -> assertThat(limit.remaining()).isBetween(90, 99)));
  }

  @Test
  void aClosedWindowIsUnreachable() {
    oa.resident(RESIDENT).lastWroteAgo(Duration.ofDays(8));
    assertThat(send("Chào bà con")).isEqualTo(new SendOutcome.Unreachable("window closed", Barrier.WINDOW));
  }

  private static OutboundMessage choice() {
    return new OutboundMessage("Bác cần gì ạ?",
        List.of(new Button.Reply("Báo tin", "menu:tip", "1"), new Button.Reply("Trợ giúp", "help"), new Button.Link("Xem trang", "https://phuong.example")), null);
  }

  private List<String> paths() {
    return oa.calls().stream().map(ZaloTwinOa.Call::path).toList();
  }

  private String signIn() {
    var credentials = oa.credentials();
    var answer = new ZaloOAuth(JsonMapper.shared(), hosts)
        .refresh(true, credentials.get("app_id"), credentials.get("app_secret"), credentials.get("refresh_token")).block();
    assertThat(answer).isInstanceOf(ZaloOAuth.Granted.class);
    return ((ZaloOAuth.Granted) answer).accessToken();
  }

  private static URI nowhere() {
    try (var socket = new ServerSocket(0)) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The twin's address, unless somebody pulled the plug. */
  private static class Network implements SimulatedNetwork {
    private URI address = URI.create("http://127.0.0.1:1");

    @Override
    public Channel channel() {
      return Channel.ZALO;
    }

    @Override
    public URI address() {
      return address;
    }

    @Override
    public Map<String, String> credentials() {
      return Map.of();
    }
  }

  private class Tokens implements AccessTokens {
    private String access = "";
    private boolean renewable = true;
    private int renewals;

    @Override
    public Mono<String> current(ChannelAccount of) {
      return Mono.just(access);
    }

    @Override
    public Mono<String> renew(ChannelAccount of, String refused) {
      renewals++;
      return renewable
          ? Mono.fromCallable(ZaloSenderTests.this::signIn).subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic())
          : Mono.error(new NoToken(new SendOutcome.AccountDown("OA must be connected again")));
    }
  }

  private static class Pins implements ZaloPins {
    private final Map<UUID, ZaloPin> kept = new HashMap<>();

    @Override
    public Mono<ZaloPin> find(ChannelAccount of) {
      return Mono.justOrEmpty(kept.get(of.id()));
    }

    @Override
    public Mono<ZaloPin> keep(ChannelAccount of, ZaloPin pin) {
      kept.put(of.id(), pin);
      return Mono.just(pin);
    }
  }

  private class Pictures implements ZaloPictures {
    private String known = "";

    @Override
    public Mono<String> attachmentId(ChannelAccount of, String token, UUID image) {
      return known.isEmpty()
          ? UploadedPictures.upload(api, of, token, MediaType.IMAGE_PNG, PNG)
          : Mono.just(known);
    }

    @Override
    public void forget(ChannelAccount of, UUID image) {
      known = "";
    }
  }
}
