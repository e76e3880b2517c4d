package vn.caunoi.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAddress;

class ThrottleTests {
  private static final UUID ACCOUNT = UUID.randomUUID();
  private static final ChannelAddress LAN = chat("5001");
  private static final ChannelAddress TU = chat("5002");
  private static final ChannelAddress GROUP = chat("-1001234567890");
  private static final Duration WAIT = Duration.ofSeconds(7);
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");

  private final ChatGates chats = new ChatGates();
  private final Throttle throttle = new Throttle(chats);

  @Test
  void aPersonWhoWasSentOneMessageHasNotMetTheirOwnLimit() {
    chats.take(LAN, NOW);
    assertThat(throttle.limited(LAN, WAIT, NOW)).isTrue();
  }

  @Test
  void aPersonWhoWasJustSentSeveralWaitsAlone() {
    chats.take(LAN, NOW);
    chats.take(LAN, NOW);
    assertThat(throttle.limited(LAN, WAIT, NOW)).isFalse();
    assertThat(chats.take(LAN, NOW.plusSeconds(6))).isPositive();
    assertThat(chats.take(LAN, NOW.plusSeconds(7))).isZero();
    assertThat(chats.take(TU, NOW)).isZero();
    assertThat(throttle.share(NOW)).isEqualTo(1);
  }

  /** Fact 4: "retry after 10,072 s"; the group's limit was forgotten. */
  @Test
  void aGroupWaitsAloneHoweverLong() {
    chats.take(GROUP, NOW);
    assertThat(throttle.limited(GROUP, Duration.ofSeconds(10_072), NOW)).isFalse();
    assertThat(chats.take(GROUP, NOW.plusSeconds(10_071))).isPositive();
    assertThat(chats.take(GROUP, NOW.plusSeconds(10_072))).isZero();
  }

  @Test
  void aSecondChatWithinSecondsProvesThatItIsTheAccountsLimit() {
    assertThat(throttle.limited(GROUP, WAIT, NOW)).isFalse();
    assertThat(throttle.limited(chat("-45"), WAIT, NOW.plusSeconds(4))).isTrue();
    assertThat(throttle.limited(chat("-46"), WAIT, NOW.plusSeconds(60))).isFalse();
  }

  @Test
  void goesAFifthSlowerOnceForAllThatWereUnderWayTogether() {
    assertThat(throttle.limited(LAN, WAIT, NOW)).isTrue();
    assertThat(throttle.limited(TU, WAIT, NOW)).isTrue();
    assertThat(throttle.limited(GROUP, WAIT, NOW.plusMillis(10))).isTrue();
    assertThat(throttle.share(NOW.plusSeconds(7))).isEqualTo(0.8);
    assertThat(throttle.limited(LAN, WAIT, NOW.plusSeconds(8))).isTrue();
    assertThat(throttle.share(NOW.plusSeconds(8))).isBetween(0.63, 0.65);
  }

  @Test
  void findsBackStepByStep() {
    throttle.limited(LAN, WAIT, NOW);
    var free = NOW.plus(WAIT);
    assertThat(throttle.share(free.plusSeconds(19))).isEqualTo(0.8);
    assertThat(throttle.share(free.plusSeconds(40))).isBetween(0.89, 0.91);
    assertThat(throttle.share(free.plusSeconds(80))).isEqualTo(1);
    assertThat(throttle.share(free.plusSeconds(9_000))).isEqualTo(1);
  }

  @Test
  void neverStopsAltogether() {
    for (int i = 0; i < 100; i++) {
      throttle.limited(LAN, WAIT, NOW.plusSeconds(8L * i));
    }
    assertThat(throttle.share(NOW.plusSeconds(8 * 99))).isEqualTo(0.2);
  }

  @Test
  void elsewhereEveryLimitIsTheAccounts() {
    var zalo = new ChannelAddress(Channel.ZALO, ACCOUNT, "6647382910564738291");
    assertThat(throttle.limited(zalo, WAIT, NOW)).isTrue();
  }

  private static ChannelAddress chat(String id) {
    return new ChannelAddress(Channel.TELEGRAM, ACCOUNT, id);
  }
}
