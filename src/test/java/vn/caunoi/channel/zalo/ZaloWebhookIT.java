package vn.caunoi.channel.zalo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Button;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.DeliveryReceipt;
import vn.caunoi.channel.InboundMessage;
import vn.caunoi.channel.InboundMessage.Content;
import vn.caunoi.channel.InboundReceiver;
import vn.caunoi.channel.Interaction;
import vn.caunoi.channel.InboxUnavailable;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.channel.WebhookDoor;
import vn.caunoi.channel.simulated.ZaloTwin;
import vn.caunoi.channel.simulated.ZaloTwinOa;
import vn.caunoi.ward.Ward;

/** The twin signs and posts, accounts come from the database, and what the inbox would get is looked at. */
@CauNoiTest
class ZaloWebhookIT {
  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private ZaloTwin twin;
  @Autowired private ZaloRoads sender;
  @Autowired private ZaloPermission permission;
  @Autowired private ZaloMedia media;
  private final Recorder recorder = new Recorder();
  private ZaloTwinOa oa;
  private ChannelAccount account;
  private DisposableServer server;

  @BeforeEach
  void connect() {
    oa = twin.newOa();
    Ward ward = wards.create();
    account = accounts.add(ward.id(), Channel.ZALO, "oa-" + oa.id(), true, 10, oa.credentials()).block();
    var meters = new SimpleMeterRegistry();
    var webhook = new ZaloWebhook(ZaloApps.storedIn(accounts, Clock.systemUTC()), new ZaloEvents(Clock.systemUTC()),
        new ZaloIntake(recorder, permission, List.of(), meters), meters);
    server = HttpServer.create().host("127.0.0.1").port(0)
        .handle(new ReactorHttpHandlerAdapter(new WebhookDoor(List.of(webhook), (request, response) -> response.setComplete()))).bindNow();
    oa.postsTo(URI.create("http://127.0.0.1:" + server.port() + "/webhooks/zalo/" + account.name()));
  }

  @AfterEach
  void disconnect() {
    server.disposeNow();
  }

  @Test
  void whoWritesDownTheOaOfAnotherWardGetsNothingOfIt() {
    var twins = twin.newOa();
    var stranger = wards.create();
    var owner = wards.create();
    var own = accounts.add(owner.id(), Channel.ZALO, "oa-" + twins.id(), true, 10, twins.credentials()).block();
    accounts.add(stranger.id(), Channel.ZALO, "copy-" + twins.id(), true, 10, twins.credentials()).block();
    for (var name : List.of("oa-" + twins.id(), "copy-" + twins.id())) {
      assertThat(ZaloApps.storedIn(accounts, Clock.systemUTC()).find(name).block().accounts().get(twins.id())).isEqualTo(own);
    }
  }

  @Test
  void whatAResidentDoesArrivesSigned() {
    var resident = oa.resident("6647382910564738291");
    resident.follows();
    resident.says("Tổ 12 mất nước từ sáng");
    resident.sendsLocation(10.7642473, 106.6564314);
    resident.sendsSticker();
    resident.unfollows();
    await().untilAsserted(() -> assertThat(recorder.messages).extracting(InboundMessage::content).containsExactlyInAnyOrder(
        new Content.Followed(), new Content.Text("Tổ 12 mất nước từ sáng"), new Content.Location(10.7642473, 106.6564314),
        new Content.Unsupported("sticker"), new Content.Left()));
    assertThat(recorder.messages).allSatisfy(message -> {
      assertThat(message.wardId()).isEqualTo(account.wardId());
      assertThat(message.from().externalId()).isEqualTo("6647382910564738291");
    });
  }

  @Test
  void aPhotoIsFetchedFromWhereItLies() {
    oa.resident("1").sendsPhoto(new byte[] {1, 2, 3}, "bãi rác");
    await().until(() -> !recorder.messages.isEmpty());
    var photo = (Content.Photo) recorder.messages.getFirst().content();
    assertThat(photo.caption()).isEqualTo("bãi rác");
    assertThat(media.fetch(account, photo.reference()).block()).containsExactly(1, 2, 3);
    assertThat(media.fetch(account, photo.reference().replace(".jpg", "0.jpg")).block()).isNull();
  }

  @Test
  void aTappedButtonIsAPress() {
    var resident = oa.resident("1");
    resident.says("chào");
    var choice = new OutboundMessage("Bác cần gì ạ?", List.of(new Button.Reply("Báo tin", "menu:tip")), null);
    assertThat(send("1", choice)).isInstanceOf(SendOutcome.Accepted.class);
    resident.taps("Báo tin");
    await().untilAsserted(() -> assertThat(recorder.messages).extracting(InboundMessage::content).contains(new Content.Pressed("menu:tip")));
  }

  @Test
  void aSentMessageComesBackAsEchoDeliveredAndSeen() {
    oa.resident("1").says("chào");
    var accepted = (SendOutcome.Accepted) send("1", OutboundMessage.text("Đã tiếp nhận"));
    await().untilAsserted(() -> assertThat(recorder.receipts).extracting(DeliveryReceipt::stage).containsExactlyInAnyOrder(
        DeliveryReceipt.Stage.ECHO, DeliveryReceipt.Stage.DELIVERED, DeliveryReceipt.Stage.SEEN));
    assertThat(recorder.receipts).extracting(DeliveryReceipt::providerId).containsOnly(accepted.providerId());
  }

  @Test
  void aRepeatedEventHasTheSameKey() {
    oa.rules().repeatsEvents(true).shufflesEvents(Duration.ofMillis(50));
    oa.resident("1").says("một");
    oa.resident("1").says("hai");
    await().untilAsserted(() -> assertThat(recorder.messages).hasSize(4));
    assertThat(recorder.messages.stream().map(InboundMessage::eventKey).distinct()).hasSize(2);
  }

  @Test
  void zaloRepeatsWhatTheInboxCouldNotTake() {
    recorder.refusals = 2;
    oa.rules().retriesAfter(List.of(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(50)));
    oa.resident("1").says("một");
    await().untilAsserted(() -> assertThat(recorder.messages).hasSize(1));
    assertThat(oa.subscribed()).isTrue();
  }

  @Test
  void zaloEndsTheSubscriptionAfterTheLadder() {
    recorder.refusals = 100;
    oa.rules().retriesAfter(List.of(Duration.ofMillis(20)));
    oa.resident("1").says("một");
    await().until(() -> !oa.subscribed());
    assertThat(recorder.messages).isEmpty();
  }

  @Test
  void aWithdrawnPermissionTakesTheAccountDownVisibly() {
    oa.posts(Map.of("app_id", oa.appId(), "oa_id", oa.id(), "event_name", "permission_revoked", "timestamp", "1763790061000"));
    await().untilAsserted(() -> assertThat(accounts.get(account.wardId(), account.id()).block().status())
        .isEqualTo(ChannelAccount.Status.DOWN));
  }

  private SendOutcome send(String to, OutboundMessage message) {
    return sender.send(account, new ChannelAddress(Channel.ZALO, account.id(), to), UUID.randomUUID(), message).block();
  }

  private static class Recorder implements InboundReceiver {
    private final List<InboundMessage> messages = new CopyOnWriteArrayList<>();
    private final List<DeliveryReceipt> receipts = new CopyOnWriteArrayList<>();
    private volatile int refusals;

    @Override
    public Mono<Void> receive(List<InboundMessage> arrived) {
      if (refusals-- > 0) {
        return Mono.error(new InboxUnavailable("full"));
      }
      messages.addAll(arrived);
      return Mono.empty();
    }

    @Override
    public Mono<Void> settle(List<DeliveryReceipt> arrived) {
      receipts.addAll(arrived);
      return Mono.empty();
    }

    @Override
    public Mono<Void> interacted(List<Interaction> interactions) {
      return Mono.empty();
    }

    @Override
    public Mono<Void> keepUnknown(ChannelAccount of, String kind, byte[] raw) {
      return Mono.empty();
    }
  }
}
