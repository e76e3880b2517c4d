package vn.caunoi.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.contact.Candidate;
import vn.caunoi.contact.ReachableAddress;
import vn.caunoi.delivery.Route;

class RoutePlannerTests {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  private static final UUID WARD = UUID.randomUUID();
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
    assertThat(road.billed()).isTrue();
  }

  @Test
  void saysThatTheWindowIsClosed() {
    assertThat(road(zalo(Duration.ofDays(8))).reason()).isEqualTo("window-closed");
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
    return new RoutePlanner(byId, NOW).roadTo(new Candidate(UUID.randomUUID(), null, true, List.of(addresses)));
  }

  private ReachableAddress zalo(Duration ago) {
    return address(Channel.ZALO, NOW.minus(ago), null);
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
