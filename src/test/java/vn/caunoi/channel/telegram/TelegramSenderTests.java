package vn.caunoi.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.caunoi.channel.telegram.TelegramTesting.ACCOUNT;
import static vn.caunoi.channel.telegram.TelegramTesting.LAN;
import static vn.caunoi.channel.telegram.TelegramTesting.TOKEN;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Button;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.MessageSender;
import vn.caunoi.channel.NetworkContract;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.channel.simulated.TelegramTwin;
import vn.caunoi.channel.simulated.TelegramTwinFault;
import vn.caunoi.channel.simulated.TelegramTwinMessage;
import vn.caunoi.channel.simulated.TelegramTwinResident;

class TelegramSenderTests extends NetworkContract {
  private static final UUID PICTURE = UUID.randomUUID();

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final TelegramTwin twin = new TelegramTwin(0, Clock.systemUTC());
  private TelegramBot bot;
  private TelegramTwinResident lan;
  private MessageSender sender;

  @BeforeEach void startTheTwin() {
    twin.start();
    bot = TelegramTesting.botAt(twin.address().toString());
    lan = twin.acquaintance(TOKEN, 5001);
    sender = new TelegramSender(new TelegramApi(Duration.ofSeconds(1)), account -> Mono.just(bot),
        (ward, id) -> id.equals(PICTURE) ? Mono.just(new byte[] {1, 2, 3}) : Mono.empty(), new TelegramQuestions(), meters);
  }

  @AfterEach void stopTheTwin() {
    twin.stop();
  }

  @Override protected MessageSender sender() {
    return sender;
  }

  @Override protected ChannelAccount account() {
    return ACCOUNT;
  }

  @Override protected ChannelAddress resident() {
    return LAN;
  }

  @Override protected void providerWill(ProviderAnswer answer) {
    switch (answer) {
      case ACCEPT -> { }
      case THROTTLE -> twin.next("sendMessage", TelegramTwinFault.tooManyRequests(7));
      case BLOCKED_BY_RESIDENT -> lan.block();
      case REFUSE_MESSAGE -> twin.next("sendMessage", TelegramTwinFault.badRequest("not enough rights to send text messages to the chat"));
      case REVOKE_ACCOUNT -> twin.revoke(TOKEN);
      case SERVER_ERROR -> twin.next("sendMessage", TelegramTwinFault.badGateway());
      case ACCEPT_THEN_CUT -> twin.next("sendMessage", new TelegramTwinFault.DeliverThenDrop());
      case ACCEPT_IN_SILENCE -> twin.next("sendMessage", new TelegramTwinFault.Hang());
      case NOBODY_LISTENS -> bot = TelegramTesting.botAt("http://127.0.0.1:1");
    }
  }

  @Override protected List<String> textsOnTheResidentsPhone() {
    return lan.texts();
  }

  @Override protected List<String> buttonsOnTheResidentsPhone() {
    return lan.inbox().getLast().keys().stream().map(TelegramTwinMessage.Key::label).toList();
  }

  /** Fact 4: "retry after" of hours is obeyed to the second. */
  @Test void waitsExactlyAsLongAsTelegramSays() {
    twin.next(5001, TelegramTwinFault.tooManyRequests(10_072));
    assertThat(send("Chào bác")).isEqualTo(new SendOutcome.RateLimited(Duration.ofSeconds(10_072)));
  }

  /** Fact 0.4: an HTTP client that repeats a POST on a fresh connection makes the resident read it twice. */
  @Test void deliversOnceWhenTheAnswerIsDroppedOnAReusedConnection() {
    assertThat(send("một")).isInstanceOf(SendOutcome.Accepted.class);
    twin.next("sendMessage", new TelegramTwinFault.DeliverThenDrop());
    assertThat(send("hai")).isInstanceOf(SendOutcome.Unknown.class);
    assertThat(send("ba")).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(lan.texts()).containsExactly("một", "hai", "ba");
    assertThat(twin.count("sendMessage")).isEqualTo(3);
  }

  /** Fact 0.2: a gateway's page, an empty body, half a body and JSON without "ok" are no answer of the Bot API. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"502|text/html|<html>502 Bad Gateway</html>", "200|application/json|{}", "200|application/json|[]",
      "200|application/json|null", "200|application/json|{\"ok\":\"yes\"}", "500|text/plain|x", "504|text/html|<html></html>"})
  void whatIsNoAnswerOfTheApiIsUnknown(int status, String type, String body) {
    twin.next("sendMessage", new TelegramTwinFault.Page(status, type, body));
    assertThat(send("Chào bác")).isEqualTo(new SendOutcome.Unknown("unreadable answer " + status));
  }

  /** Fact 1.6: "ok" without a result is done. */
  @Test void aResultOfNullIsDone() {
    twin.next("sendMessage", new TelegramTwinFault.Page(200, "application/json", "{\"ok\":true,\"result\":null}"));
    assertThat(send("Chào bác")).isEqualTo(new SendOutcome.Accepted(""));
  }

  /** Fact 0.6: giving up on a call does not call the message back. */
  @Test void aSendThatItsCallerGaveUpMayHaveArrived() {
    twin.next("sendMessage", new TelegramTwinFault.Hang());
    var sending = sender.send(ACCOUNT, LAN, UUID.randomUUID(), OutboundMessage.text("Chào bác")).toFuture();
    await().until(() -> lan.texts().size() == 1);
    assertThat(sending.cancel(true)).isTrue();
    assertThat(send("Chào lại")).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(lan.texts()).containsExactly("Chào bác", "Chào lại");
  }

  /** Fact 0.5: the library's client would run five calls at once. */
  @Test void slowAnswersDoNotHoldUpTheOthers() {
    for (int i = 0; i < 32; i++) {
      twin.next("sendMessage", new TelegramTwinFault.Hang());
    }
    var sends = Flux.range(0, 32).flatMap(i -> sender.send(ACCOUNT, LAN, UUID.randomUUID(), OutboundMessage.text("x")), 32).collectList().toFuture();
    await().until(() -> twin.count("sendMessage") == 32);
    assertThat(sends.join()).hasSize(32).allMatch(SendOutcome.Unknown.class::isInstance);
  }

  /** Fact 0.3: nobody looks at the status of a time-out, a 502 or a cut-off 200: each may have arrived. */
  @Test void aCutOrEmptyAnswerIsUnknown() {
    twin.next("sendMessage", new TelegramTwinFault.CutBody());
    assertThat(send("Chào bác")).isInstanceOf(SendOutcome.Unknown.class);
    twin.next("sendMessage", TelegramTwinFault.emptyBody());
    assertThat(send("Chào bác")).isEqualTo(new SendOutcome.Unknown("unreadable answer 200"));
  }

  @Test void aNameThatDoesNotResolveMeansItNeverLeft() {
    bot = TelegramTesting.botAt("http://khong-co-may-nay.invalid");
    assertThat(send("Chào bác")).isInstanceOf(SendOutcome.NotSent.class);
  }

  @Test void somebodyWhoNeverWroteIsUnreachable() {
    var stranger = new ChannelAddress(LAN.channel(), LAN.accountId(), "777");
    assertThat(sender.send(ACCOUNT, stranger, UUID.randomUUID(), OutboundMessage.text("Chào bác")).block())
        .isEqualTo(new SendOutcome.Unreachable("chat not found"));
  }

  @Test void putsOneButtonInEachRow() {
    send(new OutboundMessage("Bác chọn", List.of(new Button.Reply("Đồng ý", "consent:yes"),
        new Button.Link("Xem hướng dẫn", "https://canoi.example.vn/hd")), null));
    assertThat(lan.inbox().getLast().keys()).containsExactly(
        new TelegramTwinMessage.Key("Đồng ý", "consent:yes", ""),
        new TelegramTwinMessage.Key("Xem hướng dẫn", "", "https://canoi.example.vn/hd"));
  }

  @Test void writesLinksThatTelegramRefusesIntoTheText() {
    var outcome = send(new OutboundMessage("Tra cứu tin", List.of(new Button.Link("Mở trang", "http://localhost:8080/t")), null));
    assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(lan.texts()).containsExactly("Tra cứu tin\nMở trang: http://localhost:8080/t");
  }

  /** Fact 1.6: the library's own checks let 80 bytes of callback data pass. */
  @Test void refusesByItselfWhatTelegramWouldRefuse() {
    assertThat(send(" ")).isEqualTo(new SendOutcome.Refused("local", "empty"));
    assertThat(send(new OutboundMessage("Bác chọn", List.of(new Button.Reply("x", "ữ".repeat(22))), null)))
        .isEqualTo(new SendOutcome.Refused("local", "buttons"));
    assertThat(twin.calls()).isEmpty();
  }

  @Test void showsAPictureWithTheTextAndButtonsUnderIt() {
    var outcome = send(new OutboundMessage("Thông báo đêm hội", List.of(new Button.Reply("Tham gia", "join")), PICTURE));
    assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
    var message = lan.inbox().getLast();
    assertThat(message.photo()).isTrue();
    assertThat(message.text()).isEqualTo("Thông báo đêm hội");
    assertThat(message.keys()).hasSize(1);
  }

  /** Fact 2.5: a caption has 1,024 characters. */
  @Test void aTextTooLongForACaptionFollowsThePicture() {
    assertThat(send(new OutboundMessage("ữ".repeat(1_025), List.of(), PICTURE))).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(lan.inbox()).extracting(TelegramTwinMessage::photo).containsExactly(true, false);
    twin.next("sendMessage", TelegramTwinFault.tooManyRequests(3));
    assertThat(send(new OutboundMessage("ữ".repeat(1_025), List.of(), PICTURE))).isInstanceOf(SendOutcome.Unknown.class);
  }

  @Test void whatGoesWrongBehindThePictureDoesNotShowItAgain() {
    twin.next("sendMessage", new TelegramTwinFault.Refusal(401, "Unauthorized", Map.of()));
    assertThat(send(new OutboundMessage("ữ".repeat(1_025), List.of(), PICTURE))).isInstanceOf(SendOutcome.Unknown.class);
  }

  @Test void aPictureThatIsGoneLeavesTheText() {
    assertThat(send(new OutboundMessage("Thông báo", List.of(), UUID.randomUUID()))).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(lan.texts()).containsExactly("Thông báo");
    assertThat(send(new OutboundMessage("", List.of(), UUID.randomUUID()))).isEqualTo(new SendOutcome.Refused("400", "empty"));
  }

  /** Fact 1.3: the token is part of every address, and WebClient puts addresses into its errors. */
  @Test void neverPrintsTheToken() {
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var before = root.getLevel();
    var log = new ListAppender<ILoggingEvent>();
    log.start();
    root.addAppender(log);
    root.setLevel(Level.TRACE);
    try {
      send("một");
      twin.next("sendMessage", new TelegramTwinFault.DeliverThenDrop());
      send("hai");
      send(new OutboundMessage("ba", List.of(), PICTURE));
      twin.next("sendMessage", TelegramTwinFault.badGateway());
      send("bốn");
      twin.next("sendMessage", TelegramTwinFault.badRequest("can't parse entities"));
      send("năm");
      var api = new TelegramApi(Duration.ofSeconds(1));
      api.download(bot, "photos/none.jpg").block();
      api.poll(bot, Duration.ZERO, "getUpdates", Map.of("timeout", 0)).block();
      providerWill(ProviderAnswer.NOBODY_LISTENS);
      send("sáu");
      api.download(bot, "photos/none.jpg").block();
      new TelegramFace(api, TelegramTesting.MENU).show(bot).block();
    } finally {
      root.setLevel(before);
      root.detachAppender(log);
    }
    assertThat(log.list).isNotEmpty();
    assertThat(List.copyOf(log.list)).filteredOn(event -> (event.getFormattedMessage() + event.getThrowableProxy()).contains("AAsecret"))
        .extracting(ILoggingEvent::getLoggerName).isEmpty();
    assertThat(bot.toString() + bot.credentials()).doesNotContain("AAsecret");
    assertThat(meters.getMeters().stream().map(meter -> meter.getId().toString())).noneMatch(name -> name.contains("AAsecret"));
  }
}
