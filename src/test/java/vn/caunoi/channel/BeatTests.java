package vn.caunoi.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BeatTests {
  private static final Duration REST = Duration.ofSeconds(10);
  private static final UUID ACCOUNT = UUID.randomUUID();
  private final Beat beat = new Beat();

  @Test
  void newsAfterARestAreDueAtOnceAndThenNotBeforeTheNext() {
    long now = System.nanoTime();
    assertThat(beat.isDue(now, REST)).isFalse();
    beat.heard(1);
    assertThat(beat.isDue(now, REST)).isTrue();
    beat.take(ACCOUNT, now);
    beat.heard(2);
    assertThat(beat.isDue(now + REST.toNanos() - 1, REST)).isFalse();
    assertThat(beat.isDue(now + REST.toNanos(), REST)).isTrue();
  }

  @Test
  void whatCouldNotBeWrittenIsCountedAgain() {
    beat.throttled();
    beat.throttled();
    var taken = beat.take(ACCOUNT, 0);
    assertThat(taken.throttled()).isEqualTo(2);
    beat.giveBack(taken);
    beat.throttled();
    assertThat(beat.take(ACCOUNT, 0).throttled()).isEqualTo(3);
  }

  @Test
  void rightAndWrongSignaturesAreToldApart() {
    beat.called(5, true);
    beat.called(7, false);
    assertThat(beat.take(ACCOUNT, 0)).isEqualTo(new Beat.Taken(ACCOUNT, 0, 0, 5, 7, 0));
  }
}
