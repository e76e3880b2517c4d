package vn.caunoi.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.InboundMessage;
import vn.caunoi.channel.InboundMessage.Content;
import vn.caunoi.channel.telegram.TelegramUpdates.BrokenJson;

class TelegramUpdatesTests {
  private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");
  private static final ChannelAccount ACCOUNT = new ChannelAccount(UUID.randomUUID(), UUID.randomUUID(), Channel.TELEGRAM, "default",
      null, false, ChannelAccount.Status.ACTIVE, null, 25);

  private final TelegramUpdates updates = new TelegramUpdates(Map.of("baotin", "báo tin"));

  @Test void readsWhoWroteWhatAndWhen() {
    var message = messageOf("text");
    assertAll(
        () -> assertThat(message.wardId()).isEqualTo(ACCOUNT.wardId()),
        () -> assertThat(message.from().channel()).isEqualTo(Channel.TELEGRAM),
        () -> assertThat(message.from().accountId()).isEqualTo(ACCOUNT.id()),
        () -> assertThat(message.from().externalId()).isEqualTo("5001"),
        () -> assertThat(message.eventKey()).isEqualTo("870001"),
        () -> assertThat(message.sentAt()).isEqualTo(Instant.ofEpochSecond(1795320000)),
        () -> assertThat(message.content()).isEqualTo(new Content.Text("Báo tin: hẻm 12 có đám cháy 🔥")));
  }

  @Test void leavesTrickyTextAsItIs() {
    assertThat(messageOf("tricky-text").content()).isEqualTo(
        new Content.Text("<b>=HYPERLINK(\"x\")</b> '; DROP TABLE tip; -- \u200b\u202eabc [@all] 👨‍👩‍👧"));
  }

  @Test void readsTheStartPayload() {
    assertThat(messageOf("start").content()).isEqualTo(new Content.Started("g-Zk3vQ9_x-71"));
    assertThat(messageOf("start-bare").content()).isEqualTo(new Content.Started(null));
  }

  @Test void aStartPayloadOfOtherCharactersIsNone() {
    assertThat(messageOf("start-odd-payload").content()).isEqualTo(new Content.Started(null));
  }

  @Test void aCommandOfTheMenuBecomesTheWordsOfTheFlows() {
    assertThat(messageOf("command").content()).isEqualTo(new Content.Text("báo tin"));
    assertThat(messageOf("command-unknown").content()).isEqualTo(new Content.Text("/settings"));
  }

  @Test void readsAPressedButtonAndTheCallbackToAnswer() {
    var event = (TelegramEvent.Done) read("button");
    assertThat(event.callbackId()).isEqualTo("4382bfdwdsb323b2d9");
    assertThat(event.message().content()).isEqualTo(new Content.Pressed("consent:yes"));
    assertThat(event.message().from().externalId()).isEqualTo("5001");
    assertThat(event.message().sentAt()).isEqualTo(NOW);
  }

  @Test void readsAButtonUnderAMessageThatIsTooOldToSee() {
    assertThat(messageOf("button-old-message").content()).isEqualTo(new Content.Pressed("rate:5"));
  }

  @Test void answersAButtonInAGroupButKeepsNothing() {
    assertThat(read("button-in-group")).isEqualTo(new TelegramEvent.Ignored("4382bfdwdsb323b2e1"));
  }

  @Test void takesTheLargestSizeOfAPhoto() {
    assertThat(messageOf("photo").content()).isEqualTo(new Content.Photo("large", "Rác đổ trước số 5"));
    assertThat(messageOf("photo-in-album").content()).isEqualTo(new Content.Photo("album-1", null));
    assertThat(messageOf("picture-as-file").content()).isEqualTo(new Content.Photo("doc-jpeg", null));
  }

  @Test void readsALocation() {
    assertThat(messageOf("location").content()).isEqualTo(new Content.Location(21.028511, 105.804817));
  }

  @ParameterizedTest
  @ValueSource(strings = {"contact", "sticker", "voice", "document"})
  void namesWhatWeDoNotRead(String kind) {
    assertThat(messageOf(kind).content()).isEqualTo(new Content.Unsupported(kind));
  }

  @Test void aBlockLeavesAndAnUnblockReturns() {
    assertThat(messageOf("blocked").content()).isEqualTo(new Content.Left());
    assertThat(messageOf("unblocked").content()).isEqualTo(new Content.Returned());
  }

  @ParameterizedTest
  @ValueSource(strings = {"group-text", "group-added", "channel-post", "group-sender-without-is-bot"})
  void keepsNothingOfGroupsAndChannels(String name) {
    assertThat(read(name)).isEqualTo(new TelegramEvent.Ignored(null));
  }

  @ParameterizedTest
  @CsvSource({"newer-than-us,holo_message", "edited,edited_message", "service-message,message", "sender-without-is-bot,message",
      "update-id-out-of-range,message"})
  void namesWhatItDoesNotKnow(String name, String kind) {
    assertThat(read(name)).isEqualTo(new TelegramEvent.Unknown(kind));
  }

  @Test void ignoresFieldsThatAreNewerThanTheLibrary() {
    assertThat(messageOf("newer-fields").content()).isEqualTo(new Content.Text("chào"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "not json", "{\"update_id\":1", "{\"update_id\":1}}", "\u0000"})
  void refusesWhatIsNoJson(String body) {
    assertThatThrownBy(() -> updates.read(ACCOUNT, body.getBytes(StandardCharsets.UTF_8), NOW)).isInstanceOf(BrokenJson.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "null", "7", "\"x\"", "{\"update_id\":7}", "{\"message\":7}", "{\"update_id\":1,\"message\":null}"})
  void jsonThatIsNoUpdateIsUnknown(String body) throws BrokenJson {
    assertThat(updates.read(ACCOUNT, body.getBytes(StandardCharsets.UTF_8), NOW)).isInstanceOf(TelegramEvent.Unknown.class);
  }

  @Test void aPolledUpdateReadsLikeOneOfTheWebhook() throws IOException {
    for (var name : new String[] {"text", "button", "photo", "blocked", "group-text", "newer-than-us", "sender-without-is-bot"}) {
      var node = TelegramJson.MAPPER.readTree(bytes(name));
      assertThat(updates.read(ACCOUNT, node, NOW)).isEqualTo(read(name));
    }
  }

  private InboundMessage messageOf(String name) {
    return ((TelegramEvent.Done) read(name)).message();
  }

  private TelegramEvent read(String name) {
    try {
      return updates.read(ACCOUNT, bytes(name), NOW);
    } catch (BrokenJson e) {
      throw new AssertionError(name, e);
    }
  }

  static byte[] bytes(String name) {
    try (var file = openFixture(name)) {
      return java.util.Objects.requireNonNull(file, name).readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(name, e);
    }
  }

  private static java.io.@Nullable InputStream openFixture(String name) {
    return TelegramUpdatesTests.class.getResourceAsStream("/channel/telegram/" + name + ".json");
  }
}
