package vn.caunoi.channel.zalo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Button;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.GroupChat;
import vn.caunoi.channel.GroupChats;
import vn.caunoi.channel.NewGroupChat;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.channel.simulated.ZaloTwin;
import vn.caunoi.channel.simulated.ZaloTwinOa;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.Ward;

/** Groups of an OA, through the adapter and the twin. */
@CauNoiTest
class ZaloGroupsIT {
  private static final String ADMIN = "6647382910564738291";
  private static final LocalDate NEXT_YEAR = LocalDate.now().plusYears(1);
  private static final LocalDate LAST_MONTH = LocalDate.now().minusMonths(1);

  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private GroupChats chats;
  @Autowired private ZaloRoads sender;
  @Autowired private ZaloGroupRows rows;
  @Autowired private ZaloGroupRound round;
  @LocalServerPort private int port;
  @Autowired private ZaloTwin twin;
  @Autowired private DatabaseClient database;
  private ZaloTwinOa oa;
  private Ward ward;
  private ResidentialGroup seven;
  private ChannelAccount account;

  @BeforeEach
  void connect() {
    oa = twin.newOa();
    ward = wards.create();
    seven = wards.group(ward, "Tổ 7", 120);
    account = accounts.add(ward.id(), Channel.ZALO, "oa-" + oa.id(), true, 30, oa.credentials()).block();
    oa.groups().buys("gmf100", "goi-a", NEXT_YEAR);
    oa.groups().buys("gmf50", "goi-b", NEXT_YEAR);
  }

  @Test
  void offersWhatTheOaHasBoughtFreeOnesFirst() {
    oa.groups().buys("gmf10", "goi-cu", LAST_MONTH);
    var assets = chats.assets(ward.id(), account.id()).block();
    assertThat(assets).extracting(GroupChat.Asset::id).containsExactly("goi-b", "goi-a", "goi-cu");
    assertThat(assets.getFirst()).isEqualTo(new GroupChat.Asset("goi-b", "gmf50", NEXT_YEAR, false, true));
    assertThat(assets.getLast().free()).isFalse();
  }

  @Test
  void makesOneGroupForAResidentialGroupAndKeepsItsLinkAndACountOfMembers() {
    var chat = create("goi-a");
    assertThat(chat.status()).isEqualTo(GroupChat.Status.LIVE);
    assertThat(chat.link()).startsWith("https://zalo.me/g/");
    oa.groups().moves(chat.externalId(), 40);
    assertThat(chats.refresh(ward.id(), chat.id()).block().members()).isEqualTo(41);
    assertThat(oa.calls()).extracting(ZaloTwinOa.Call::path).doesNotContain("/v3.0/oa/group/listmember");
    assertThatThrownBy(() -> create("goi-b")).isInstanceOf(Conflict.class).hasMessageContaining("đã có nhóm Zalo");
    assertThat(oa.groups().ids("Tổ 7")).hasSize(1);
    assertThat(chats.lastAdmins(ward.id(), account.id()).block()).containsExactly(ADMIN);
    assertThat(new String(sealedAdmins(chat), StandardCharsets.ISO_8859_1)).doesNotContain(ADMIN);
  }

  @Test
  void saysWhatToDoWhenTheAssetIsUsedUpAndTriesAgainWithAnother() {
    oa.groups().runsUntil("goi-a", LAST_MONTH);
    assertThatThrownBy(() -> create("goi-a")).isInstanceOf(Conflict.class).hasMessageContaining("Chọn gói khác");
    assertThat(create("goi-b").status()).isEqualTo(GroupChat.Status.LIVE);
  }

  @Test
  void asksForAnAdministratorOfTheOa() {
    assertThatThrownBy(() -> wanted("goi-a", "")).isInstanceOf(InvalidInput.class).hasMessageContaining("quản trị viên OA");
    assertThatThrownBy(() -> wanted("goi-a", "chị Lan")).isInstanceOf(InvalidInput.class).hasMessageContaining("chữ số");
  }

  @Test
  void findsAGroupWhoseMakingWasNotAnswered() {
    oa.groups().doesNextThenCuts();
    var chat = create("goi-a");
    assertThat(chat.status()).isEqualTo(GroupChat.Status.CREATING);
    assertThatThrownBy(() -> create("goi-b")).isInstanceOf(Conflict.class);
    assertThat(chats.refresh(ward.id(), chat.id()).block().status()).isEqualTo(GroupChat.Status.LIVE);
    assertThat(oa.groups().ids("Tổ 7")).hasSize(1);
  }

  @Test
  void givesUpAGroupThatZaloNeverMade() {
    var chat = rows.begin(wanted("goi-a", ADMIN)).block();
    assertThat(chats.refresh(ward.id(), chat.id()).block().status()).isEqualTo(GroupChat.Status.FAILED);
    assertThat(create("goi-a").status()).isEqualTo(GroupChat.Status.LIVE);
  }

  @Test
  void postsAtAnyHourWithoutAWindow() {
    var chat = create("goi-a");
    var message = new OutboundMessage("Mai họp tổ lúc 19:30.", List.of(new Button.Link("Xem lịch", "https://phuong.example/lich")), null);
    assertThat(send(chat, message)).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(oa.groups().posts(chat.externalId())).singleElement()
        .satisfies(post -> assertThat(post.text()).isEqualTo("Mai họp tổ lúc 19:30.\nXem lịch: https://phuong.example/lich"));
  }

  @Test
  void trap18_aMentionInRelayedTextCallsNobody() {
    var chat = create("goi-a");
    send(chat, OutboundMessage.text("Kính gửi [@" + chat.externalId() + "] và [[@" + ADMIN + "]]"));
    assertThat(oa.groups().posts(chat.externalId())).singleElement().satisfies(post -> {
      assertThat(post.callsAll()).isFalse();
      assertThat(post.text()).doesNotContain("[@").contains("Kính gửi");
    });
  }

  @Test
  void trap19_groupsAreAskedByPlainParameters() {
    var chat = create("goi-a");
    chats.refresh(ward.id(), chat.id()).block();
    assertThat(oa.calls()).extracting(ZaloTwinOa.Call::path).contains("/v3.0/oa/group/getgroup");
    assertThat(chats.get(ward.id(), chat.id()).block().asset().validThrough()).isEqualTo(NEXT_YEAR);
  }

  @Test
  void aLapsedAssetShowsOnTheGroupAndARenewedOneOpensItAgain() {
    var chat = create("goi-a");
    oa.groups().runsUntil("goi-a", LAST_MONTH);
    assertThat(send(chat, OutboundMessage.text("Thông báo"))).isEqualTo(new SendOutcome.Refused("-237", "group disabled"));
    var disabled = chats.get(ward.id(), chat.id()).block();
    assertThat(disabled.status()).isEqualTo(GroupChat.Status.DISABLED);
    assertThat(disabled.trouble()).contains("Gia hạn gói");
    assertThat(chats.refresh(ward.id(), chat.id()).block().deletedOn()).isEqualTo(LAST_MONTH.plusDays(45));
    assertThatThrownBy(() -> chats.changeAsset(ward.id(), chat.id(), "goi-a").block()).isInstanceOf(Conflict.class).hasMessageContaining("-241");
    oa.groups().runsUntil("goi-a", NEXT_YEAR);
    var open = chats.changeAsset(ward.id(), chat.id(), "goi-a").block();
    assertThat(open.status()).isEqualTo(GroupChat.Status.LIVE);
    assertThat(open.trouble()).isNull();
  }

  @Test
  void aGroupThatThrewTheOaOutIsLostAndMayBeMadeAnew() {
    var chat = create("goi-a");
    oa.groups().throwsOaOut(chat.externalId());
    assertThat(send(chat, OutboundMessage.text("Thông báo"))).isEqualTo(new SendOutcome.Refused("-403", "OA not in the group"));
    assertThat(chats.get(ward.id(), chat.id()).block().status()).isEqualTo(GroupChat.Status.LOST);
    assertThat(create("goi-b").status()).isEqualTo(GroupChat.Status.LIVE);
  }

  @Test
  void disbandingFreesTheAsset() {
    var chat = create("goi-a");
    assertThat(chats.disband(ward.id(), chat.id()).block().status()).isEqualTo(GroupChat.Status.DISBANDED);
    assertThat(oa.groups().ids("Tổ 7")).isEmpty();
    assertThat(create("goi-a").status()).isEqualTo(GroupChat.Status.LIVE);
  }

  @Test
  void anExpiredTokenIsRenewedOnceAndThePostGoesOut() {
    var chat = create("goi-a");
    oa.expiresAccessToken();
    assertThat(send(chat, OutboundMessage.text("Thông báo"))).isInstanceOf(SendOutcome.Accepted.class);
  }

  @Test
  void followsWhatHappensInTheGroupWithoutKnowingWho() {
    var chat = create("goi-a");
    oa.postsTo(URI.create("http://127.0.0.1:" + port + "/webhooks/zalo/" + account.name()));
    oa.groups().moves(chat.externalId(), 3);
    await().untilAsserted(() -> assertThat(rows.due(Duration.ofHours(6), 1_000).map(GroupChat::id).collectList().block()).contains(chat.id()));
    round.run().block();
    assertThat(chats.get(ward.id(), chat.id()).block().members()).isEqualTo(4);
    oa.groups().disperses(chat.externalId());
    await().untilAsserted(() -> assertThat(chats.get(ward.id(), chat.id()).block().status()).isEqualTo(GroupChat.Status.DISBANDED));
    assertThat(database.sql("select count(*) as n from inbox where ward_id = :ward").bind("ward", ward.id()).map(row -> row.get("n", Long.class)).one().block())
        .isZero();
  }

  @Test
  void anotherWardDoesNotSeeIt() {
    var chat = create("goi-a");
    var stranger = wards.create().id();
    assertThatThrownBy(() -> chats.disband(stranger, chat.id()).block()).hasMessageContaining("Không có nhóm Zalo này");
    assertThat(chats.of(stranger).collectList().block()).isEmpty();
  }

  @Test
  void aRoundLooksAtGroupsThatNobodyAskedForLately() {
    var chat = create("goi-a");
    assertThat(rows.due(Duration.ofHours(6), 1_000).map(GroupChat::id).collectList().block()).doesNotContain(chat.id());
    assertThat(rows.due(Duration.ofSeconds(-5), 1_000).map(GroupChat::id).collectList().block()).contains(chat.id());
  }

  private GroupChat create(String asset) {
    return chats.create(wanted(asset, ADMIN)).block();
  }

  private NewGroupChat wanted(String asset, String admins) {
    return new NewGroupChat(ward.id(), account.id(), seven.id(), "Tổ 7", "Tin của Công an phường", new GroupChat.Asset(asset, "gmf100", null, false, true),
        List.of(admins));
  }

  private SendOutcome send(GroupChat chat, OutboundMessage message) {
    return sender.send(account, chat.address(), UUID.randomUUID(), message).block();
  }

  private byte[] sealedAdmins(GroupChat chat) {
    return database.sql("select admins from zalo_group where ward_id = :ward and id = :id").bind("ward", ward.id()).bind("id", chat.id())
        .map(row -> row.get(0, byte[].class)).one().block();
  }
}
