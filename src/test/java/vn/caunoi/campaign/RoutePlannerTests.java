package vn.caunoi.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.caunoi.channel.Barrier;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.GroupChat;
import vn.caunoi.channel.MessagePrices;
import vn.caunoi.channel.MessageTemplate;
import vn.caunoi.contact.Candidate;
import vn.caunoi.contact.Dealings;
import vn.caunoi.contact.ReachableAddress;
import vn.caunoi.contact.ReplyWindow;
import vn.caunoi.delivery.Route;

class RoutePlannerTests {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  private static final UUID WARD = UUID.randomUUID();
  private static final MessagePrices PRICES = new MessagePrices(List.of(new MessagePrices.Price(LocalDate.of(2026, 1, 1), 55)),
      List.of(new MessagePrices.Price(LocalDate.of(2026, 1, 1), 200)));
  private final Map<Channel, ChannelAccount> accounts = Stream.of(Channel.values())
      .collect(Collectors.toMap(c -> c, c -> account(c, ChannelAccount.Status.ACTIVE), (a, b) -> a, () -> new EnumMap<>(Channel.class)));

  @Test
  void takesTheOpenZaloWindowFirst() {
    assertThat(road(zalo(Duration.ofHours(3)), telegram(), web()).route()).isEqualTo(Route.ZALO_WINDOW);
  }

  @Test
  void takesTelegramRatherThanABilledZaloMessage() {
    assertThat(road(zalo(Duration.ofDays(3)), telegram()).route()).isEqualTo(Route.TELEGRAM);
  }

  @Test
  void paysForZaloWhenOnlyTheWebIsLeft() {
    var road = road(zalo(Duration.ofDays(3)), web());
    assertThat(road.route()).isEqualTo(Route.ZALO_WINDOW);
    assertThat(road.costVnd()).isEqualTo(55);
  }

  @Test
  void saysThatTheWindowIsClosed() {
    assertThat(road(zalo(Duration.ofDays(8))).reason()).isEqualTo("window-closed");
  }

  @Test
  void saysThatOnlyATemplateMayPass() {
    assertThat(road(refused(Barrier.WINDOW)).reason()).isEqualTo("window-closed");
    assertThat(road(refused(Barrier.KIND)).reason()).isEqualTo("window-closed");
    assertThat(RoutePlanner.label("window-closed")).startsWith("Zalo chỉ gửi được bằng mẫu tin");
  }

  @Test
  void leavesWhoeverHadTheirShareOfTodayInPeace() {
    assertThat(road(refused(Barrier.DAY)).reason()).isEqualTo(ReplyWindow.Closed.USED_UP_TODAY);
  }

  @Test
  void savesTheWelcomeQuotaWhenTelegramIsThere() {
    var follower = new ReachableAddress(zalo(Duration.ZERO).address(), null, Dealings.followed(NOW.minus(Duration.ofHours(5)), 1));
    assertThat(road(follower, telegram()).route()).isEqualTo(Route.TELEGRAM);
    assertThat(road(follower, web())).returns(Route.ZALO_WINDOW, RoutePlanner.Road::route).returns(0, RoutePlanner.Road::costVnd);
  }

  @Test
  void saysThatSomebodyBlockedUs() {
    assertThat(road(address(Channel.TELEGRAM, NOW, "blocked")).reason()).isEqualTo("blocked");
  }

  @Test
  void leavesAnAccountThatIsOffAside() {
    accounts.put(Channel.TELEGRAM, account(Channel.TELEGRAM, ChannelAccount.Status.DOWN));
    assertThat(road(telegram(), web()).route()).isEqualTo(Route.WEB);
    assertThat(road(telegram()).reason()).isEqualTo("account-off");
  }

  @Test
  void nobodyOfAGroupWithAZaloGroupGetsACopyOnZalo() {
    assertThat(roadInGroup(zalo(Duration.ofHours(3)))).isEqualTo(RoutePlanner.Road.BY_POST);
    assertThat(roadInGroup(zalo(Duration.ofDays(30)), web())).isEqualTo(RoutePlanner.Road.BY_POST);
    assertThat(roadInGroup(zalo(Duration.ofDays(3)), telegram()).route()).isEqualTo(Route.TELEGRAM);
    assertThat(roadInGroup(web()).route()).isEqualTo(Route.WEB);
    assertThat(roadInGroup(address(Channel.ZALO, NOW, "left")).reason()).isEqualTo("blocked");
  }

  @Test
  void aTemplatePassesWhereTheWindowIsClosedAndCostsWhatZaloSays() {
    var road = roadWith(template(MessageTemplate.Status.ENABLED, true, 120), zalo(Duration.ofDays(8)), web());
    assertThat(road.route()).isEqualTo(Route.ZALO_TEMPLATE);
    assertThat(road.costVnd()).isEqualTo(120);
    assertThat(roadWith(template(MessageTemplate.Status.ENABLED, true, null), zalo(Duration.ofDays(8))).costVnd()).isEqualTo(200);
    assertThat(roadWith(template(MessageTemplate.Status.ENABLED, true, 120), zalo(Duration.ofHours(8))).route()).isEqualTo(Route.ZALO_WINDOW);
    assertThat(roadWith(template(MessageTemplate.Status.ENABLED, true, 120), refused(Barrier.DAY)).reason()).isEqualTo(ReplyWindow.Closed.USED_UP_TODAY);
  }

  @Test
  void saysWhyATemplateDoesNotHelp() {
    assertThat(roadWith(template(MessageTemplate.Status.PENDING, true, 120), zalo(Duration.ofDays(8))).reason()).isEqualTo("template-off");
    assertThat(roadWith(template(MessageTemplate.Status.ENABLED, false, 120), zalo(Duration.ofDays(8))).reason()).isEqualTo("template-by-phone");
    var withPhone = new Candidate(UUID.randomUUID(), null, true, true, List.of(zalo(Duration.ofDays(8))));
    assertThat(new RoutePlanner(byId(), NOW, PRICES, Map.of(), template(MessageTemplate.Status.ENABLED, false, 200)).roadTo(withPhone).route())
        .isEqualTo(Route.ZALO_TEMPLATE);
  }

  private RoutePlanner.Road roadInGroup(ReachableAddress... addresses) {
    var group = UUID.randomUUID();
    var chat = new GroupChat(WARD, UUID.randomUUID(), accounts.get(Channel.ZALO).id(), group, "Tổ 7", "f4c1a90b7e22d5136aa0", null, GroupChat.Status.LIVE,
        null, 40, new GroupChat.Asset("a", "gmf50", null, false, false), null);
    return new RoutePlanner(byId(), NOW, PRICES, Map.of(group, chat), null).roadTo(new Candidate(UUID.randomUUID(), group, true, List.of(addresses)));
  }

  private RoutePlanner.Road roadWith(MessageTemplate template, ReachableAddress... addresses) {
    return new RoutePlanner(byId(), NOW, PRICES, Map.of(), template).roadTo(new Candidate(UUID.randomUUID(), null, true, List.of(addresses)));
  }

  private MessageTemplate template(MessageTemplate.Status status, boolean byUserId, @Nullable Integer price) {
    return new MessageTemplate(WARD, accounts.get(Channel.ZALO).id(), "1", "Mẫu", status, null, "", "", byUserId, price, null, List.of(), NOW);
  }

  private Map<UUID, ChannelAccount> byId() {
    return accounts.values().stream().collect(Collectors.toMap(ChannelAccount::id, a -> a));
  }

  private RoutePlanner.Road road(ReachableAddress... addresses) {
    return new RoutePlanner(byId(), NOW, PRICES).roadTo(new Candidate(UUID.randomUUID(), null, true, List.of(addresses)));
  }

  private ReachableAddress zalo(Duration ago) {
    return address(Channel.ZALO, NOW.minus(ago), null);
  }

  private ReachableAddress refused(Barrier barrier) {
    return new ReachableAddress(zalo(Duration.ZERO).address(), null, new Dealings(NOW, null, 0, barrier, NOW));
  }

  private ReachableAddress telegram() {
    return address(Channel.TELEGRAM, NOW, null);
  }

  private ReachableAddress web() {
    return address(Channel.WEB, NOW, null);
  }

  private ReachableAddress address(Channel channel, Instant lastIn, @Nullable String blocked) {
    return new ReachableAddress(new ChannelAddress(channel, accounts.get(channel).id(), "x"), blocked, lastIn);
  }

  private static ChannelAccount account(Channel channel, ChannelAccount.Status status) {
    return new ChannelAccount(WARD, UUID.nameUUIDFromBytes(channel.name().getBytes()), channel, "a", null, true, status, null, 25);
  }
}
