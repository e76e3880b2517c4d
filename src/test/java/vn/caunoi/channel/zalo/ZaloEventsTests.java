package vn.caunoi.channel.zalo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.DeliveryReceipt;
import vn.caunoi.channel.GroupChat;
import vn.caunoi.channel.InboundMessage;
import vn.caunoi.channel.InboundMessage.Content;

/** One payload per file in {@code src/test/resources/channel/zalo}; ids are invented. */
class ZaloEventsTests {
  private static final String OA = "1948273650192837465";
  private static final String RESIDENT = "6647382910564738291";
  private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");

  private final ChannelAccount account = new ChannelAccount(
      UUID.randomUUID(), UUID.randomUUID(), Channel.ZALO, "default", OA, false, ChannelAccount.Status.ACTIVE, null, 1);
  private final ZaloEvents events = new ZaloEvents(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void aTextBecomesAMessageFromTheResident() {
    var message = only("user_send_text");
    assertThat(message.wardId()).isEqualTo(account.wardId());
    assertThat(message.from().accountId()).isEqualTo(account.id());
    assertThat(message.from().externalId()).isEqualTo(RESIDENT);
    assertThat(message.eventKey()).isEqualTo("user_send_text:5f1c9b0a77d2e4438c10");
    assertThat(message.sentAt()).isEqualTo(Instant.ofEpochMilli(1763790012345L));
    assertThat(message.content()).isEqualTo(new Content.Text("Tổ 12 mất nước từ sáng"));
  }

  /** Trap 10: ids exceed 2^53, so none is ever read as a floating point number. */
  @Test
  void idsThatAreNumbersKeepEveryDigit() {
    var message = only("user_send_text_numeric_ids");
    assertThat(message.from().externalId()).isEqualTo(RESIDENT);
    assertThat(message.eventKey()).isEqualTo("user_send_text:4611686018427387905");
    assertThat(message.sentAt()).isEqualTo(Instant.ofEpochMilli(1763790012345L));
  }

  @Test
  void aPressedButtonIsNoTypedText() {
    assertThat(only("user_send_text_button").content()).isEqualTo(new Content.Pressed("menu:tip"));
  }

  @Test
  void aTypedGroupTokenCountsAsAStart() {
    assertThat(only("user_send_text_start").content()).isEqualTo(new Content.Started("g-k3xQ9aTbY2m"));
  }

  @Test
  void anImageIsAPhotoWithItsCaption() {
    assertThat(only("user_send_image").content())
        .isEqualTo(new Content.Photo("https://photo-stub.zdn.vn/f/1.jpg", "bãi rác cạnh chợ"));
  }

  @Test
  void twoImagesAreTwoPhotosWithKeysOfTheirOwn() {
    assertThat(received("user_send_image_two")).extracting(InboundMessage::eventKey)
        .containsExactly("user_send_image:5f1c9b0a77d2e4438c15", "user_send_image:5f1c9b0a77d2e4438c15/1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user_send_location", "user_send_location_flat"})
  void bothShapesOfALocationAreRead(String file) {
    assertThat(only(file).content()).isEqualTo(new Content.Location(10.7642473, 106.6564314));
  }

  @ParameterizedTest
  @CsvSource({"user_send_sticker,sticker", "user_send_audio,audio"})
  void mediaWeDoNotReadAreNamed(String file, String kind) {
    assertThat(only(file).content()).isEqualTo(new Content.Unsupported(kind));
  }

  @Test
  void aFollowNamesTheFollowerAndHasAHashForItsKey() {
    var message = only("follow");
    assertThat(message.from().externalId()).isEqualTo(RESIDENT);
    assertThat(message.content()).isEqualTo(new Content.Followed());
    assertThat(message.eventKey()).matches("follow:[0-9a-f]{64}").isEqualTo(only("follow").eventKey());
  }

  @Test
  void anUnfollowMeansLeft() {
    assertThat(only("unfollow").content()).isEqualTo(new Content.Left());
  }

  @Test
  void theChatButtonStartsAConversation() {
    var message = only("user_click_chatnow");
    assertThat(message.from().externalId()).isEqualTo(RESIDENT);
    assertThat(message.content()).isEqualTo(new Content.Started(null));
  }

  /** Trap 11: received names one message, seen a list of them. */
  @Test
  void receivedAndSeenAreReceiptsByOurMessageIds() {
    assertThat(settled("user_received_message")).extracting(DeliveryReceipt::providerId, DeliveryReceipt::stage)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("77aa01bc93de4f5a1122", DeliveryReceipt.Stage.DELIVERED));
    assertThat(settled("user_seen_message")).extracting(DeliveryReceipt::providerId)
        .containsExactly("77aa01bc93de4f5a1122", "77aa01bc93de4f5a1123");
  }

  /** Trap 11: the receipt of a template by phone has a phone number for its recipient, which goes no further. */
  @Test
  void theReceiptOfATemplateCarriesNoPhoneNumber() {
    assertThat(settled("user_received_message_of_a_template")).singleElement().satisfies(receipt -> {
      assertThat(receipt.providerId()).isEqualTo("a4d0e2b1c3f5a6978812");
      assertThat(JsonMapper.shared().writeValueAsString(receipt)).doesNotContain("84900000003");
    });
  }

  @Test
  void anEchoSaysWhatLeftForWhom() {
    assertThat(settled("oa_send_text").getFirst().echo()).isEqualTo(
        new DeliveryReceipt.Echo(new ChannelAddress(Channel.ZALO, account.id(), RESIDENT), "Đã tiếp nhận"));
    assertThat(settled("oa_send_group_text").getFirst().echo().to()).isEqualTo(GroupChat.addressOf(account.id(), "f4c1a90b7e22d5136aa0"));
    assertThat(settled("oa_send_image").getFirst().echo()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"user_submit_info", "user_submit_info_older"})
  void ofZalosFormTheNumberAloneIsRead(String file) {
    assertThat(only(file).content()).isEqualTo(new Content.PhoneGiven("84900000002"));
    assertThat(JsonMapper.shared().writeValueAsString(only(file))).doesNotContain("Trần Thị B", "1988", "Nữ", "Tân Thuận", "Đường số 13");
  }

  @Test
  void aCommandInAGroupLeavesNeitherWordsNorWhoSaidThem() {
    var message = only("user_send_group_command");
    assertThat(message.from()).isEqualTo(GroupChat.addressOf(account.id(), "f4c1a90b7e22d5136aa0"));
    assertThat(JsonMapper.shared().writeValueAsString(message)).doesNotContain(RESIDENT).doesNotContainIgnoringCase("báo tin");
    assertThat(only("user_send_group_mention_alone").eventKey()).isEqualTo(message.eventKey());
  }

  @Test
  void aVisitorsWordsAreNotCarried() {
    assertThat(JsonMapper.shared().writeValueAsString(only("anonymous_send_text"))).doesNotContain("căn cước");
    assertThat(only("anonymous_send_image").eventKey()).isEqualTo(only("anonymous_send_text").eventKey());
  }

  @Test
  void wordsThatCameAsALinkAreStillWords() {
    assertThat(only("user_send_link_with_words").content()).isEqualTo(new Content.Text("Trang này lừa đảo: https://lua-dao.example/nhan-qua"));
  }

  @Test
  void aSeenEventMayNameEitherSideAsSender() {
    assertThat(settled("user_seen_message_other_direction")).extracting(DeliveryReceipt::stage)
        .containsExactly(DeliveryReceipt.Stage.SEEN);
  }

  /** Trap 9: what we send comes back to us. */
  @ParameterizedTest
  @ValueSource(strings = {"oa_send_text", "oa_send_image"})
  void echoesOfOurOwnMessagesAreNeverAnsweredButSettle(String file) {
    assertThat(settled(file)).extracting(DeliveryReceipt::stage).containsExactly(DeliveryReceipt.Stage.ECHO);
  }

  @ParameterizedTest
  @CsvSource({"user_send_group_text,group_message", "user_reacted_message,reaction"})
  void whatIsNotForUsIsDroppedUnderItsKind(String file, String kind) {
    assertThat(read(file)).isInstanceOfSatisfying(ZaloEvent.Dropped.class, dropped -> assertThat(dropped.kind()).isEqualTo(kind));
  }

  /** Trap 20: well signed, but of nobody we know. */
  @Test
  void theTestPingOfTheConsoleIsForeign() {
    assertThat(read("console_test_ping")).isEqualTo(new ZaloEvent.Foreign());
  }

  @Test
  void aRevokedPermissionNamesTheAccount() {
    assertThat(read("permission_revoked")).isEqualTo(new ZaloEvent.Revoked(account, Instant.ofEpochMilli(1763790061000L)));
  }

  @ParameterizedTest
  @CsvSource({"brand_new_event,user_sent_hologram",
      "user_send_location_broken,user_send_location"})
  void whatWeCannotReadIsKeptUnderItsName(String file, String name) {
    assertThat(read(file)).isEqualTo(new ZaloEvent.Unknown(account, name));
  }

  @Test
  void nothingButAnObjectIsForeign() {
    assertThat(events.read(JsonMapper.shared().readTree("[1,2]"), new byte[0], Map.of(OA, account))).isInstanceOf(ZaloEvent.Foreign.class);
  }

  private InboundMessage only(String file) {
    assertThat(received(file)).hasSize(1);
    return received(file).getFirst();
  }

  private List<InboundMessage> received(String file) {
    assertThat(read(file)).isInstanceOf(ZaloEvent.Received.class);
    return ((ZaloEvent.Received) read(file)).messages();
  }

  private List<DeliveryReceipt> settled(String file) {
    assertThat(read(file)).isInstanceOf(ZaloEvent.Settled.class);
    return ((ZaloEvent.Settled) read(file)).receipts();
  }

  private ZaloEvent read(String file) {
    try (var in = ZaloEventsTests.class.getResourceAsStream("/channel/zalo/" + file + ".json")) {
      var raw = in.readAllBytes();
      return events.read(JsonMapper.shared().readTree(raw), raw, Map.of(OA, account));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
