package vn.caunoi.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.caunoi.channel.telegram.TelegramTesting.ACCOUNT;
import static vn.caunoi.channel.telegram.TelegramTesting.LAN;
import static vn.caunoi.channel.telegram.TelegramTesting.TOKEN;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
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

  private final TelegramTwin twin = new TelegramTwin(0, Clock.systemUTC());
  private TelegramBot bot;
  private TelegramTwinResident lan;
  private MessageSender sender;

  @BeforeEach void startTheTwin() {
    twin.start();
    bot = TelegramTesting.botAt(twin.address().toString());
    lan = twin.acquaintance(TOKEN, 5001);
    sender = new TelegramSender(new TelegramApi(Duration.ofSeconds(1)), account -> Mono.just(bot),
        (ward, id) -> id.equals(PICTURE) ? Mono.just(new byte[] {1, 2, 3}) : Mono.empty());
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

  @Test void waitsExactlyAsLongAsTelegramSays() {
    twin.next(5001, TelegramTwinFault.tooManyRequests(10_072));
    assertThat(send("Chào bác")).isEqualTo(new SendOutcome.RateLimited(Duration.ofSeconds(10_072)));
  }

  @Test void deliversOnceWhenTheAnswerIsDroppedOnAReusedConnection() {
    assertThat(send("một")).isInstanceOf(SendOutcome.Accepted.class);
    twin.next("sendMessage", new TelegramTwinFault.DeliverThenDrop());
    assertThat(send("hai")).isInstanceOf(SendOutcome.Unknown.class);
    assertThat(send("ba")).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(lan.texts()).containsExactly("một", "hai", "ba");
    assertThat(twin.count("sendMessage")).isEqualTo(3);
  }

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

  @Test void followsAMigratedGroup() {
    twin.next("sendMessage", TelegramTwinFault.migratedTo(-1001234567890L));
    assertThat(send("Chào bà con"))
        .isEqualTo(new SendOutcome.Moved(new ChannelAddress(LAN.channel(), LAN.accountId(), "-1001234567890")));
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

  @Test void refusesByItselfWhatTelegramWouldRefuse() {
    assertThat(send("ữ".repeat(4_097))).isEqualTo(new SendOutcome.Refused("local", "too long"));
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

  @Test void aTextTooLongForACaptionFollowsThePicture() {
    assertThat(send(new OutboundMessage("ữ".repeat(1_025), List.of(), PICTURE))).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(lan.inbox()).extracting(TelegramTwinMessage::photo).containsExactly(true, false);
    twin.next("sendMessage", TelegramTwinFault.tooManyRequests(3));
    assertThat(send(new OutboundMessage("ữ".repeat(1_025), List.of(), PICTURE))).isInstanceOf(SendOutcome.Unknown.class);
  }

  @Test void aPictureThatIsGoneLeavesTheText() {
    assertThat(send(new OutboundMessage("Thông báo", List.of(), UUID.randomUUID()))).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(lan.texts()).containsExactly("Thông báo");
    assertThat(send(new OutboundMessage("", List.of(), UUID.randomUUID()))).isEqualTo(new SendOutcome.Refused("400", "empty"));
  }

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
      providerWill(ProviderAnswer.NOBODY_LISTENS);
      send("bốn");
    } finally {
      root.setLevel(before);
      root.detachAppender(log);
    }
    assertThat(log.list).isNotEmpty();
    assertThat(List.copyOf(log.list)).filteredOn(event -> (event.getFormattedMessage() + event.getThrowableProxy()).contains("AAsecret"))
        .extracting(ILoggingEvent::getLoggerName).isEmpty();
    assertThat(bot.toString() + bot.credentials()).doesNotContain("AAsecret");
  }
}
