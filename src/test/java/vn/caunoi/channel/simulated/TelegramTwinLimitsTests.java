package vn.caunoi.channel.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TelegramTwinLimitsTests {
  private static final long GROUP = -1_001_234_567_890L;
  private final TelegramTwinLimits limits = new TelegramTwinLimits(30);

  @Test void aGroupTakesTwentyMessagesAMinute() {
    assertThat(IntStream.range(0, 20).map(i -> limits.admit(GROUP, i * 2_000L))).containsOnly(0);
    assertThat(limits.admit(GROUP, 40_000)).isEqualTo(20);
    assertThat(limits.admit(GROUP, 60_000)).isZero();
  }

  @Test void aPersonMayBeWrittenToEverySecond() {
    assertThat(IntStream.range(0, 40).map(i -> limits.admit(7, i * 1_000L))).containsOnly(0);
  }
}
