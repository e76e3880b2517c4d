package vn.caunoi.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.caunoi.channel.telegram.TelegramTesting.ACCOUNT;
import static vn.caunoi.channel.telegram.TelegramTesting.LAN;
import static vn.caunoi.channel.telegram.TelegramTesting.TOKEN;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Button;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.channel.simulated.TelegramTwin;
import vn.caunoi.channel.simulated.TelegramTwinFault;
import vn.caunoi.channel.simulated.TelegramTwinMessage;
import vn.caunoi.channel.simulated.TelegramTwinResident;

/** What a message looks like when it has arrived: markup, pieces, keyboards, groups and topics. */
class TelegramLettersTests {
  private static final UUID PICTURE = UUID.randomUUID();

  private final TelegramTwin twin = new TelegramTwin(0, Clock.systemUTC());
  private final TelegramQuestions questions = new TelegramQuestions();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private TelegramTwinResident lan;
  private TelegramSender sender;

  @BeforeEach void startTheTwin() {
    twin.start();
    var bot = TelegramTesting.botAt(twin.address().toString());
    lan = twin.acquaintance(TOKEN, 5001);
    sender = new TelegramSender(new TelegramApi(Duration.ofSeconds(1)), account -> Mono.just(bot), (ward, id) -> Mono.just(new byte[] {1, 2, 3}),
        questions, meters);
  }

  @AfterEach void stopTheTwin() {
    twin.stop();
  }

  /** Fact 2.11: HTML with every character escaped that could be markup; a code alone is one that a touch copies. */
  @Test void escapesWhatPeopleWriteAndMarksACode() {
    send("<b>1 < 2 & \"x\"</b> 15.05 (a-b) *_[]");
    assertThat(lan.inbox().getLast().html()).isEqualTo("&lt;b&gt;1 &lt; 2 &amp; \"x\"&lt;/b&gt; 15.05 (a-b) *_[]");
    send("PA-26-0042");
    assertThat(lan.inbox().getLast().html()).isEqualTo("<code>PA-26-0042</code>");
    assertThat(lan.inbox().getLast().text()).isEqualTo("PA-26-0042");
  }

  /** Fact 2.11: should markup be refused all the same, the text goes once more as plain text, and a figure tells. */
  @Test void refusedMarkupGoesOnceMoreAsPlainText() {
    twin.next("sendMessage", TelegramTwinFault.badRequest("can't parse entities: Unsupported start tag \"x\" at byte offset 0"));
    assertThat(send("Chào <bác>")).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(lan.inbox()).singleElement().satisfies(message -> {
      assertThat(message.text()).isEqualTo("Chào <bác>");
      assertThat(message.html()).isNull();
    });
    assertThat(meters.counter("caunoi.telegram.markup.refused").count()).isEqualTo(1);
    twin.next("sendMessage", TelegramTwinFault.badRequest("can't parse entities"));
    twin.next("sendMessage", TelegramTwinFault.badRequest("can't parse entities"));
    assertThat(send("Chào bác")).isEqualTo(new SendOutcome.Refused("400", "markup"));
    twin.next("sendPhoto", TelegramTwinFault.badRequest("can't parse entities"));
    assertThat(send(new OutboundMessage("Đêm <hội>", List.of(), PICTURE))).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(lan.texts().getLast()).isEqualTo("Đêm <hội>");
  }

  /** Fact 2.5: 4,096 UTF-16 units after the markup was read; a cut falls into no tag and no surrogate pair. */
  @Test void cutsWhatIsTooLongAndPutsTheButtonsUnderTheLastPiece() {
    var text = "<&>🔥".repeat(2_000);
    assertThat(send(new OutboundMessage(text, List.of(new Button.Reply("Đồng ý", "x")), null))).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(String.join("", lan.texts())).isEqualTo(text);
    assertThat(lan.inbox()).hasSize(3).allMatch(message -> message.text().length() <= 4_096);
    assertThat(lan.inbox()).extracting(message -> message.keys().size()).containsExactly(0, 0, 1);
  }

  /** Once a part is there, nothing below the ledger may show it twice. */
  @Test void aPartThatIsThereMakesTheRestUnknown() {
    var text = "ữ".repeat(5_000);
    twin.next("sendMessage", new TelegramTwinFault.Page(200, "application/json", "{\"ok\":true,\"result\":{\"message_id\":7}}"));
    twin.next("sendMessage", TelegramTwinFault.tooManyRequests(3));
    assertThat(send(text)).isEqualTo(new SendOutcome.Unknown("part sent: held back"));
    twin.next("sendMessage", TelegramTwinFault.tooManyRequests(3));
    assertThat(send(text)).isEqualTo(new SendOutcome.RateLimited(Duration.ofSeconds(3)));
  }

  @Test void halvesOfASurrogatePairDoNotStopAMessage() {
    assertThat(send("a\ud83db\u0000c")).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(lan.texts()).containsExactly("abc");
  }

  /** Fact 2.10: a place can be asked for by the keyboard over the letters alone, in private chats alone. */
  @Test void asksForThePlaceWithTheKeyboardOverTheLetters() {
    var question = new OutboundMessage("Ở đâu ạ?", List.of(new Button.Place("Gửi vị trí"), new Button.Reply("Không rõ nơi", "~tip.place.-"),
        new Button.Link("Bản đồ", "https://canoi.example.vn/bando")), null);
    assertThat(send(question)).isInstanceOf(SendOutcome.Accepted.class);
    var asked = lan.inbox().getLast();
    assertThat(asked.keyboard()).isEqualTo("reply");
    assertThat(asked.keys()).extracting(TelegramTwinMessage.Key::label).containsExactly("Gửi vị trí", "Không rõ nơi");
    assertThat(asked.keys().getFirst().place()).isTrue();
    assertThat(asked.text()).isEqualTo("Ở đâu ạ?\nBản đồ: https://canoi.example.vn/bando");
    send("Cảm ơn");
    assertThat(lan.inbox().getLast().keyboard()).isEqualTo("remove");
    var group = twin.group(TOKEN, -48);
    assertThat(sendTo("-48", question)).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(group.inbox().getLast().keyboard()).isEqualTo("inline");
  }

  @Test void remembersWhichMessageAsked() {
    send(new OutboundMessage("Bước 1", List.of(new Button.Reply("Không", "~tip.conflict.no")), null));
    send(new OutboundMessage("Thông báo", List.of(new Button.Reply("Đánh giá", "rate:abc:5")), null));
    assertThat(questions.answered(LAN)).isEqualTo(lan.inbox().getFirst().id());
    assertThat(questions.answered(LAN)).isNull();
  }

  @Test void quotesWhatItAnswers() {
    send(OutboundMessage.text("Chào bác").quoting("31"));
    assertThat(lan.inbox().getLast().answers()).isEqualTo(31);
    send(OutboundMessage.text("Chào bác").quoting("no number"));
    assertThat(lan.inbox().getLast().answers()).isZero();
  }

  /** Fact 2.6: the new id comes with the refusal. */
  @Test void followsAMigratedGroup() {
    var supergroup = twin.group(TOKEN, -45).upgrade(5001);
    assertThat(sendTo("-45", OutboundMessage.text("Chào bà con")))
        .isEqualTo(new SendOutcome.Moved(new ChannelAddress(LAN.channel(), LAN.accountId(), "-1000000000045")));
    assertThat(sendTo("-1000000000045", OutboundMessage.text("Chào bà con"))).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(supergroup.texts()).containsExactly("Chào bà con");
  }

  /** Fact 2.8: a topic's id goes on what is sent there; a topic that is gone refuses the message, not the group. */
  @Test void writesIntoATopic() {
    var group = twin.group(TOKEN, -1000000000046L);
    group.say(5001, "/nhanrieng", 57);
    var notice = OutboundMessage.text("Thông báo");
    assertThat(sendTo("-1000000000046/57", notice)).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(group.inbox().getLast().topic()).isEqualTo(57);
    assertThat(sendTo("-1000000000046/58", notice)).isEqualTo(new SendOutcome.Refused("400", "no such topic"));
    assertThat(sendTo("-1000000000046", notice)).isInstanceOf(SendOutcome.Accepted.class);
  }

  @Test void anAddressThatIsNoneOfTelegramIsRefused() {
    for (var chat : List.of("lan", "", "12/x", "9".repeat(30))) {
      assertThat(sendTo(chat, OutboundMessage.text("Thông báo"))).isEqualTo(new SendOutcome.Refused("local", "address"));
    }
  }

  @Test void aGroupThatThrewTheBotOutIsUnreachable() {
    twin.group(TOKEN, -47).membership(5001, false);
    assertThat(sendTo("-47", OutboundMessage.text("Thông báo"))).isEqualTo(new SendOutcome.Unreachable("kicked"));
  }

  private SendOutcome send(String text) {
    return send(OutboundMessage.text(text));
  }

  private SendOutcome send(OutboundMessage message) {
    return sendTo("5001", message);
  }

  private SendOutcome sendTo(String chat, OutboundMessage message) {
    return sender.send(ACCOUNT, new ChannelAddress(LAN.channel(), LAN.accountId(), chat), UUID.randomUUID(), message).block();
  }
}
