package vn.caunoi.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.simulated.TelegramTwin;
import vn.caunoi.channel.simulated.TelegramTwinFault;
import vn.caunoi.channel.simulated.TelegramTwinMessage;
import vn.caunoi.channel.simulated.TelegramTwinResident;
import vn.caunoi.contact.ContactBook;
import vn.caunoi.delivery.DeliveryLedger;
import vn.caunoi.delivery.NewDelivery;
import vn.caunoi.delivery.Route;

/** What residents meet on Telegram, through the whole service: nothing is shared with it but HTTP on loopback. */
@CauNoiTest
class TelegramPathIT {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final List<String> UP_TO_THE_PHOTOS = List.of("báo tin", "không", "nhận trả lời", "1", "Rác đổ trước số 5");

  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private ContactBook contacts;
  @Autowired private DeliveryLedger ledger;
  @Autowired private DatabaseClient database;

  private final String token = "55" + System.nanoTime() + ":AAtoken-of-this-test";
  private final TelegramTwin twin = new TelegramTwin(0, Clock.systemUTC());
  private UUID ward;
  private ChannelAccount account;
  private TelegramTwinResident lan;

  @BeforeEach void connect() {
    twin.start();
    ward = wards.create().id();
    account = accounts.add(ward, Channel.TELEGRAM, "bot-" + System.nanoTime(), false, 25, Map.of("token", token, "apiUrl",
        twin.address().toString(), "webhookSecret", "s", "mode", "POLLING")).block();
    lan = twin.resident(token, 5001);
    await().atMost(SOON).until(() -> twin.count("getUpdates") > 0);
  }

  @AfterEach void stop() {
    accounts.markPaused(ward, account.id()).block();
    twin.stop();
  }

  @Test void anAlbumIsOneTurn() throws IOException {
    UP_TO_THE_PHOTOS.forEach(this::says);
    int before = lan.texts().size();
    lan.sendAlbum("trước cổng", picture(1), picture(2), picture(3));
    await().atMost(SOON).until(() -> lan.texts().size() > before);
    says("xong");
    assertThat(lan.texts().subList(before, lan.texts().size())).filteredOn(text -> text.contains("ảnh. Ông/Bà gửi thêm"))
        .singleElement().satisfies(text -> assertThat(text).contains("Đã nhận 3 ảnh"));
  }

  /** Fact 2.10: an old button must not be pressed by mistake. */
  @Test void theButtonsOfAnAnsweredQuestionGo() {
    says("báo tin");
    var first = questionOnTop();
    int before = lan.texts().size();
    lan.press("Không");
    await().atMost(SOON).until(() -> lan.texts().size() > before && keysOf(first).isEmpty());
    assertThat(twin.openQueries(token)).isZero();
    var second = questionOnTop();
    says("nhận trả lời");
    await().atMost(SOON).until(() -> keysOf(second).isEmpty());
    assertThat(questionOnTop().id()).isNotEqualTo(second.id());
  }

  @Test void anEditSaysWhatHappensAndChangesNothing() {
    UP_TO_THE_PHOTOS.forEach(this::says);
    int before = lan.texts().size();
    lan.edit("Rác đổ trước số 7");
    await().atMost(SOON).until(() -> lan.texts().size() > before);
    assertThat(lan.texts().getLast()).contains("sửa một tin đã gửi").contains("Bước 5/6");
    says("không có ảnh");
    says("trước chợ");
    assertThat(lan.texts().getLast()).contains("trước số 5").doesNotContain("trước số 7");
    int asked = lan.texts().size();
    lan.moveOn(21.03, 105.8);
    says("huỷ");
    assertThat(lan.texts()).hasSize(asked + 1);
    int ended = lan.texts().size();
    lan.edit("báo tin");
    await().atMost(SOON).until(() -> lan.texts().size() > ended);
    assertThat(lan.texts().getLast()).contains("sửa một tin đã gửi");
  }

  @Test void thePlaceComesFromTheButtonThatAsksForIt() {
    UP_TO_THE_PHOTOS.forEach(this::says);
    says("không có ảnh");
    var asked = lan.inbox().getLast();
    assertThat(asked.keyboard()).isEqualTo("reply");
    assertThat(asked.keys()).extracting(TelegramTwinMessage.Key::label).containsExactly("📍 Gửi vị trí của tôi", "Không rõ nơi", "Huỷ");
    int before = lan.texts().size();
    lan.press("📍 Gửi vị trí của tôi");
    await().atMost(SOON).until(() -> lan.texts().size() > before);
    assertThat(lan.texts().getLast()).contains("Nơi: vị trí đã gửi trên bản đồ");
    says("huỷ");
    says("báo tin");
  }

  /** Fact 2.10: a number is taken from its owner, after they agreed, and from nobody else. */
  @Test void aNumberIsKeptFromItsOwnerWhoAgreed() {
    says("xin chào");
    int before = lan.texts().size();
    lan.sendContact(5001, "84912345678");
    await().atMost(SOON).until(() -> lan.texts().size() > before);
    assertThat(phones()).isZero();
    says("số điện thoại");
    says("đồng ý");
    var asked = lan.inbox().getLast();
    assertThat(asked.keyboard()).isEqualTo("reply");
    int waiting = lan.texts().size();
    lan.sendContact(5009, "84911111111");
    await().atMost(SOON).until(() -> lan.texts().size() > waiting);
    assertThat(phones()).isZero();
    int again = lan.texts().size();
    lan.press("📱 Gửi số của máy này");
    await().atMost(SOON).until(() -> lan.texts().size() > again);
    assertThat(lan.texts().getLast()).contains("Đã giữ số điện thoại");
    assertThat(phones()).isEqualTo(1);
  }

  private long phones() {
    return database.sql("select count(*) from contact_phone where ward_id = :ward").bind("ward", ward).map(row -> row.get(0, Long.class)).one().block();
  }

  /** Fact 2.8: in groups a command is answered, in its topic, with a link into the private chat; what is said there is kept nowhere. */
  @Test void aCommandInAGroupIsAnsweredThereAndKeptNowhere() {
    twin.readsGroups(token, true);
    await().atMost(SOON).until(() -> twin.count("getMe") > 1);
    var group = twin.group(token, -1000000000090L);
    group.membership(5001, true);
    group.say(5001, "chuyện riêng trong tổ");
    group.say(5001, "/baotin@" + twin.username(token) + " có đám cháy", 57);
    await().atMost(SOON).until(() -> !group.texts().isEmpty());
    var answer = group.inbox().getFirst();
    assertThat(answer.text()).contains("nhắn riêng cho bot");
    assertThat(answer.topic()).isEqualTo(57);
    assertThat(answer.answers()).isPositive();
    assertThat(answer.keys()).extracting(TelegramTwinMessage.Key::url).containsExactly("https://t.me/" + twin.username(token) + "?start=tip");
    group.say(5001, "/baotin", 57);
    lan.start("tip");
    await().atMost(SOON).until(() -> !lan.texts().isEmpty());
    assertThat(lan.texts().getLast()).contains("Bước 1/6");
    assertThat(group.texts()).hasSize(1);
    assertThat(rows("inbox")).isEqualTo(1);
    assertThat(rows("parked_event")).isZero();
  }

  /** Fact 2.6: the new id comes by two service messages and by the next send; whichever comes first, everything follows once. */
  @Test void anUpgradedGroupTakesEverythingAlong() {
    contacts.findOrAdd(ward, address(-91), Instant.now()).block();
    var supergroup = twin.group(token, -91).upgrade(5001);
    await().atMost(SOON).until(() -> contacts.find(ward, address(supergroup.id())).blockOptional().isPresent());
    await().atMost(SOON).until(() -> rows("inbox where status = 'DONE' and") == 2);
    assertThat(contacts.find(ward, address(-91)).blockOptional()).isEmpty();
    enqueue(-91, NewDelivery.Purpose.INVITATION, "Thông báo");
    await().atMost(SOON).until(() -> !supergroup.texts().isEmpty());
    await().atMost(SOON).until(() -> rows("delivery where status = 'ACCEPTED' and") == 1);
    assertThat(supergroup.texts()).containsExactly("Thông báo");
  }

  /** Fact 2.7: blocked is marked, not deleted: people come back. */
  @Test void whoBlocksTheBotIsUnreachableUntilTheyReturn() {
    says("xin chào");
    lan.block();
    await().atMost(SOON).until(() -> contacts.reach(ward, address(5001)).block().blockedBecause() != null);
    lan.unblock();
    await().atMost(SOON).until(() -> contacts.reach(ward, address(5001)).block().blockedBecause() == null);
    says("xin chào");
    lan.block();
    await().atMost(SOON).until(() -> contacts.reach(ward, address(5001)).block().blockedBecause() != null);
    lan.unblock();
    says("xin chào");
    assertThat(contacts.reach(ward, address(5001)).block().blockedBecause()).isNull();
  }

  @Test void aRefusedSendMarksTheAddressToo() {
    says("xin chào");
    twin.next("sendMessage", TelegramTwinFault.forbidden("bot was blocked by the user"));
    lan.write("menu");
    await().atMost(SOON).until(() -> contacts.reach(ward, address(5001)).block().blockedBecause() != null);
    says("xin chào");
    assertThat(contacts.reach(ward, address(5001)).block().blockedBecause()).isNull();
  }

  @Test void aSlowNetworkDeliversOnce() {
    twin.rules().answersAfter(Duration.ofSeconds(3));
    says("xin chào");
    int read = lan.texts().size();
    await().atMost(SOON).until(() -> rows("delivery where status = 'ACCEPTED' and") == read);
    assertThat(lan.texts()).noneMatch(text -> text.startsWith("(gửi lại)"));
  }

  /** Fact 0.3: for an answer somebody waits for, a second copy, marked, is better than none. */
  @Test void aReplyOfUnknownFateIsRepeatedOnceAndMarked() {
    twin.next("sendMessage", new TelegramTwinFault.DeliverThenDrop());
    lan.write("trợ giúp");
    await().atMost(SOON).until(() -> lan.texts().size() == 2);
    assertThat(lan.texts().get(1)).isEqualTo("(gửi lại) " + lan.texts().get(0));
    twin.next("sendMessage", TelegramTwinFault.badGateway());
    twin.next("sendMessage", TelegramTwinFault.badGateway());
    lan.write("menu");
    await().atMost(SOON).until(() -> rows("delivery where status = 'UNKNOWN' and") == 1);
    assertThat(lan.texts()).hasSize(2);
  }

  /** Fact 4: duplicates come from retrying what may have arrived. */
  @Test void aMessageNobodyWaitsForIsNeverRepeated() {
    twin.acquaintance(token, 5002);
    twin.next(5002, new TelegramTwinFault.DeliverThenDrop());
    enqueue(5002, NewDelivery.Purpose.INVITATION, "Xin đánh giá");
    await().atMost(SOON).until(() -> rows("delivery where status = 'UNKNOWN' and") == 1);
    assertThat(twin.resident(token, 5002).texts()).containsExactly("Xin đánh giá");
  }

  @Test void aLimitOfOneChatDoesNotHoldUpTheOthers() {
    twin.acquaintance(token, 5002);
    for (int i = 0; i < 2; i++) {
      enqueue(5002, NewDelivery.Purpose.INVITATION, "Tin " + i);
    }
    await().atMost(SOON).until(() -> twin.resident(token, 5002).texts().size() == 2);
    twin.next(5002, TelegramTwinFault.tooManyRequests(600));
    enqueue(5002, NewDelivery.Purpose.INVITATION, "Tin chờ");
    says("xin chào");
    assertThat(twin.resident(token, 5002).texts()).hasSize(2);
    assertThat(rows("delivery where status = 'PLANNED' and")).isEqualTo(1);
  }

  private void enqueue(long chat, NewDelivery.Purpose purpose, String text) {
    ledger.enqueue(new NewDelivery(ward, address(chat), purpose, Route.TELEGRAM, OutboundMessage.text(text), null, null, false)).block();
  }

  /** Waits for the answer. */
  private void says(String text) {
    int before = lan.texts().size();
    lan.write(text);
    await().atMost(SOON).until(() -> lan.texts().size() > before);
  }

  /** An answer may be of several messages; the question is the last of them. */
  private TelegramTwinMessage questionOnTop() {
    await().atMost(SOON).until(() -> !lan.inbox().getLast().keys().isEmpty());
    return lan.inbox().getLast();
  }

  private List<TelegramTwinMessage.Key> keysOf(TelegramTwinMessage message) {
    return lan.inbox().stream().filter(one -> one.id() == message.id()).findFirst().orElseThrow().keys();
  }

  private ChannelAddress address(long chat) {
    return new ChannelAddress(Channel.TELEGRAM, account.id(), String.valueOf(chat));
  }

  private long rows(String table) {
    return database.sql("select count(*) from " + (table.contains(" where ") ? table : table + " where") + " ward_id = :ward and account_id = :account")
        .bind("ward", ward).bind("account", account.id()).map(row -> row.get(0, Long.class)).one().block();
  }

  private static byte[] picture(int shade) throws IOException {
    var image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    image.setRGB(shade, shade, 0xFFFFFF);
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", bytes);
    return bytes.toByteArray();
  }
}
