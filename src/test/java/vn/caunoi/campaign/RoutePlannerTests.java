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
import vn.caunoi.channel.MessagePrices;
import vn.caunoi.contact.Candidate;
import vn.caunoi.contact.Dealings;
import vn.caunoi.contact.ReachableAddress;
import vn.caunoi.contact.ReplyWindow;
import vn.caunoi.delivery.Route;

class RoutePlannerTests {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  private static final UUID WARD = UUID.randomUUID();
  private static final MessagePrices PRICES = new MessagePrices(List.of(new MessagePrices.Price(LocalDate.of(2026, 1, 1), 55)));
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

  private RoutePlanner.Road road(ReachableAddress... addresses) {
    var byId = accounts.values().stream().collect(Collectors.toMap(ChannelAccount::id, a -> a));
    return new RoutePlanner(byId, NOW, PRICES).roadTo(new Candidate(UUID.randomUUID(), null, true, List.of(addresses)));
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
