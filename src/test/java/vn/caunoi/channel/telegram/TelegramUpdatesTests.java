package vn.caunoi.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.InboundMessage;
import vn.caunoi.channel.InboundMessage.Content;
import vn.caunoi.channel.telegram.TelegramUpdates.BrokenJson;

class TelegramUpdatesTests {
  private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");
  private static final ChannelAccount ACCOUNT = new ChannelAccount(UUID.randomUUID(), UUID.randomUUID(), Channel.TELEGRAM, "default",
      "phuong_an_hoa_bot", false, ChannelAccount.Status.ACTIVE, null, 25);
  private static final ChannelAddress LAN = new ChannelAddress(Channel.TELEGRAM, ACCOUNT.id(), "5001");
  private static final long GROUP = -1001987654321L;

  private final TelegramUpdates updates = new TelegramUpdates(TelegramTesting.MENU);

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

  /** Fact 1.5: the library's own isCommand and getCommand answer no until the entities were asked for once. */
  @Test void aCommandOfTheMenuBecomesTheWordsOfTheFlows() {
    assertThat(messageOf("command").content()).isEqualTo(new Content.Text("báo tin"));
    assertThat(messageOf("command-unknown").content()).isEqualTo(new Content.Text("/settings"));
  }

  @Test void readsAPressedButtonAndTheCallbackToAnswer() {
    var event = (TelegramEvent.Done) read("button");
    assertThat(event.courtesies()).containsExactly(new TelegramCourtesy.StopSpinner("4382bfdwdsb323b2d9"), new TelegramCourtesy.TakeButtons(LAN, null));
    assertThat(event.message().content()).isEqualTo(new Content.Pressed("consent:yes"));
    assertThat(event.message().from().externalId()).isEqualTo("5001");
    assertThat(event.message().sentAt()).isEqualTo(NOW);
  }

  /** Fact 2.10: an old button must not be pressed by mistake, so those of an answered question go, whichever of them was pressed. */
  @Test void theButtonsOfAnAnsweredQuestionAreTakenAway() {
    var event = (TelegramEvent.Done) read("button-of-a-question");
    assertThat(event.message().content()).isEqualTo(new Content.Pressed("cancel"));
    assertThat(event.courtesies()).containsExactly(new TelegramCourtesy.StopSpinner("4382bfdwdsb323b2f4"), new TelegramCourtesy.TakeButtons(LAN, 31));
    assertThat(read("text").courtesies()).containsExactly(new TelegramCourtesy.TakeButtons(LAN, null));
  }

  /** Fact 2.10: the spinner ends whatever becomes of the press. */
  @ParameterizedTest
  @CsvSource({"button,4382bfdwdsb323b2d9", "button-in-group,4382bfdwdsb323b2e1", "button-without-is-bot,4382bfdwdsb323b2f5",
      "button-of-a-game,4382bfdwdsb323b2f6"})
  void everyPressIsAnswered(String name, String query) {
    assertThat(TelegramTesting.spinners(read(name).courtesies())).containsExactly(query);
  }

  /** Fact 1.5: what is too old comes as an inaccessible message, date 0. */
  @Test void readsAButtonUnderAMessageThatIsTooOldToSee() {
    assertThat(messageOf("button-old-message").content()).isEqualTo(new Content.Pressed("rate:5"));
  }

  @Test void answersAButtonInAGroupButKeepsNothing() {
    assertThat(read("button-in-group")).isEqualTo(new TelegramEvent.Ignored(List.of(new TelegramCourtesy.StopSpinner("4382bfdwdsb323b2e1"))));
  }

  @Test void takesTheLargestSizeOfAPhoto() {
    assertThat(messageOf("photo").content()).isEqualTo(new Content.Photo("large", "Rác đổ trước số 5"));
    assertThat(messageOf("photo-in-album").content()).isEqualTo(new Content.Photo("album-1", null, "13579"));
    assertThat(messageOf("picture-as-file").content()).isEqualTo(new Content.Photo("doc-jpeg", null));
  }

  @Test void readsALocation() {
    assertThat(messageOf("location").content()).isEqualTo(new Content.Location(21.028511, 105.804817));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sticker", "voice", "document", "video", "video_note", "animation", "audio", "poll"})
  void namesWhatWeDoNotRead(String kind) {
    assertThat(messageOf(kind.replace('_', '-')).content()).isEqualTo(new Content.Unsupported(kind));
  }

  /** Fact 2.10: anybody can forward somebody else's card, so a contact is taken from its owner alone. */
  @Test void aContactIsTakenFromItsOwnerAlone() {
    assertThat(messageOf("contact").content()).isEqualTo(new Content.Phone("84900000000"));
    assertThat(messageOf("contact-of-somebody-else").content()).isEqualTo(new Content.Unsupported("contact"));
  }

  @Test void anEditIsNotedWithoutItsWords() {
    assertThat(messageOf("edited").content()).isEqualTo(new Content.Edited());
    assertThat(messageOf("edited-caption").content()).isEqualTo(new Content.Edited());
  }

  @ParameterizedTest
  @ValueSource(strings = {"live-location-moves", "group-edited"})
  void nobodyIsFollowed(String name) {
    assertThat(read(name)).isEqualTo(TelegramEvent.Ignored.QUIETLY);
  }

  /** Fact 2.7: in a private chat it comes when the bot is blocked ("kicked") or unblocked ("member"). */
  @Test void aBlockLeavesAndAnUnblockReturns() {
    assertThat(messageOf("blocked").content()).isEqualTo(new Content.Left());
    assertThat(messageOf("unblocked").content()).isEqualTo(new Content.Returned());
  }

  @ParameterizedTest
  @ValueSource(strings = {"group-text", "group-added", "group-removed", "group-photo", "group-reply-to-bot", "group-command-of-another-bot",
      "channel-post", "group-sender-without-is-bot"})
  void keepsNothingOfGroupsAndChannels(String name) {
    assertThat(read(name)).isEqualTo(TelegramEvent.Ignored.QUIETLY);
  }

  /** Fact 2.8: in groups the bot sees commands; whoever uses one is asked to write privately, in the topic where it was, and not a word is kept. */
  @Test void aCommandInAGroupIsAnsweredAndNotKept() {
    assertThat(read("group-command")).isEqualTo(invites(new TelegramChat(GROUP, null), "tip"));
    assertThat(read("group-command-bare")).isEqualTo(invites(new TelegramChat(-45, null), "tip"));
    assertThat(read("group-command-by-anonymous-admin")).isEqualTo(invites(new TelegramChat(GROUP, null), null));
  }

  /** Fact 2.8: ids of groups do not fit an int; a topic's id comes on its messages and goes on the answer. Fact 2.9: a link's payload is taken along. */
  @Test void aCommandInATopicIsAnsweredThere() {
    assertThat(read("group-command-in-topic")).isEqualTo(invites(new TelegramChat(GROUP, 57), "g-Zk3vQ9_x-71"));
  }

  private static TelegramEvent invites(TelegramChat chat, @Nullable String link) {
    return new TelegramEvent.Ignored(List.of(new TelegramCourtesy.WritePrivately(chat, 12, link)));
  }

  /** Fact 2.6: announced twice, in the old chat and in the new one. */
  @ParameterizedTest
  @ValueSource(strings = {"group-migrates-to", "group-migrates-from"})
  void anUpgradedGroupHasMoved(String name) {
    var message = messageOf(name);
    assertThat(message.from().externalId()).isEqualTo("-45");
    assertThat(message.content()).isEqualTo(new Content.Moved("-1001987654321"));
  }

  /** Fact 1.5: subtypes newer than the library are null, missing fields fail the whole object; neither is an error. */
  @ParameterizedTest
  @CsvSource({"newer-than-us,holo_message", "restricted,my_chat_member", "reaction,message_reaction", "service-message,message", "sender-without-is-bot,message",
      "update-id-out-of-range,message"})
  void namesWhatItDoesNotKnow(String name, String kind) {
    assertThat(read(name)).isEqualTo(new TelegramEvent.Unknown(kind));
  }

  /** Fact 1.5. */
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
    for (var name : new String[] {"text", "button", "photo", "blocked", "group-text", "group-command", "group-migrates-to", "edited", "button-without-is-bot", "newer-than-us",
        "sender-without-is-bot"}) {
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
