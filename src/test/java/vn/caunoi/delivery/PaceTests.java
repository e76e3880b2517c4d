package vn.caunoi.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAddress;

class PaceTests {
  private static final long SECOND = 1_000_000_000;

  @Test
  void spreadsSendsEvenly() {
    var pace = new Pace(25, 0);
    long now = 0;
    var times = new ArrayList<Long>();
    for (int i = 0; i < 250; i++) {
      now += pace.take(now, 1);
      times.add(now);
    }
    assertThat(times.getLast()).isBetween(SECOND * 99 / 10, SECOND * 10);
    assertThat(mostInASecond(times)).isLessThanOrEqualTo(26);
  }

  @Test
  void doesNotMakeUpForAPause() {
    var pace = new Pace(25, 0);
    long now = 100 * SECOND;
    var times = new ArrayList<Long>();
    for (int i = 0; i < 100; i++) {
      now += pace.take(now, 1);
      times.add(now);
    }
    assertThat(mostInASecond(times)).isLessThanOrEqualTo(27);
  }

  @Test
  void goesAtItsShareOfTheRate() {
    var pace = new Pace(25, 0);
    long now = 0;
    for (int i = 0; i < 201; i++) {
      now += pace.take(now, 0.8);
    }
    assertThat(now).isBetween(SECOND * 99 / 10, SECOND * 101 / 10);
  }

  @Test
  void isFreeWhenUnbound() {
    assertThat(Pace.unbound().isBound()).isFalse();
    assertThat(Pace.unbound().take(5, 1)).isZero();
  }

  @Test
  void letsThreeMessagesOfAChatPassAndThenOneASecond() {
    var gates = new ChatGates();
    var now = Instant.parse("2026-08-19T12:00:00Z");
    var chat = new ChannelAddress(Channel.TELEGRAM, UUID.randomUUID(), "42");
    for (int i = 0; i < 3; i++) {
      assertThat(gates.take(chat, now)).isZero();
    }
    assertThat(gates.take(chat, now)).isEqualTo(Duration.ofSeconds(1));
    assertThat(gates.take(chat, now.plusMillis(400))).isEqualTo(Duration.ofMillis(600));
    assertThat(gates.take(chat, now.plusSeconds(1))).isZero();
    assertThat(gates.take(chat, now.plusSeconds(1))).isEqualTo(Duration.ofSeconds(1));
    assertThat(gates.take(new ChannelAddress(Channel.TELEGRAM, chat.accountId(), "43"), now)).isZero();
  }

  /** Fact 2.4: twenty messages a minute in one group. */
  @Test
  void letsAGroupTakeTwentyMessagesAMinute() {
    var gates = new ChatGates();
    var group = new ChannelAddress(Channel.TELEGRAM, UUID.randomUUID(), "-1001234567890/57");
    var start = Instant.parse("2026-08-19T12:00:00Z");
    int sent = 0;
    for (int second = 0; second < 60; second++) {
      sent += gates.take(group, start.plusSeconds(second)).isZero() ? 1 : 0;
    }
    assertThat(sent).isBetween(20, 23);
  }

  @Test
  void knowsNoChatLimitElsewhere() {
    var gates = new ChatGates();
    var chat = new ChannelAddress(Channel.ZALO, UUID.randomUUID(), "42");
    for (int i = 0; i < 50; i++) {
      assertThat(gates.take(chat, Instant.EPOCH)).isZero();
    }
  }

  private static long mostInASecond(ArrayList<Long> times) {
    return times.stream().mapToLong(from -> times.stream().filter(time -> time >= from && time < from + SECOND).count()).max().orElse(0);
  }
}
