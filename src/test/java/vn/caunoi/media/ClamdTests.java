package vn.caunoi.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import vn.caunoi.platform.WrongSetting;

class ClamdTests {
  private static final byte[] INFECTED = ("xx" + ClamdTwin.SIGNATURE).getBytes(StandardCharsets.US_ASCII);

  @Test
  void tellsCleanFromInfected() {
    try (var daemon = new ClamdTwin()) {
      var clamd = new Clamd(daemon.settings(), Clock.systemUTC());
      assertThat(clamd.scan(Photos.plain(200, 100, "png")).block()).isEqualTo(Scan.CLEAN);
      assertThat(clamd.scan(INFECTED).block()).isEqualTo(Scan.INFECTED);
      assertThat(clamd.scan(new byte[0]).block()).isEqualTo(Scan.CLEAN);
    }
  }

  @Test
  void sendsAFileOfManyChunksWhole() {
    try (var daemon = new ClamdTwin()) {
      var file = new byte[3_000_001];
      System.arraycopy(INFECTED, 0, file, file.length - INFECTED.length, INFECTED.length);
      assertThat(new Clamd(daemon.settings(), Clock.systemUTC()).scan(file).block()).isEqualTo(Scan.INFECTED);
    }
  }

  @Test
  void aDaemonThatGivesUpOnAFileHasNotAnswered() {
    try (var daemon = new ClamdTwin(100_000, 0)) {
      assertThat(new Clamd(daemon.settings(), Clock.systemUTC()).scan(new byte[2_000_000]).block()).isEqualTo(Scan.WAITING);
    }
  }

  @Test
  void aDaemonThatIsAwayHasNotAnswered() {
    var daemon = new ClamdTwin();
    daemon.close();
    assertThat(new Clamd(daemon.settings(), Clock.systemUTC()).scan(INFECTED).block()).isEqualTo(Scan.WAITING);
  }

  @Test
  void nobodyWaitsTwiceForADaemonThatIsAway() {
    var now = new AtomicReference<>(Instant.parse("2026-11-25T08:00:00Z"));
    var daemon = new ClamdTwin();
    daemon.close();
    var clamd = new Clamd(daemon.settings(), new TestClock(now::get));
    assertThat(clamd.scanSoon(INFECTED).block()).isEqualTo(Scan.WAITING);
    try (var back = new ClamdTwin(30_000_000, daemon.settings().port())) {
      assertThat(clamd.scanSoon(INFECTED).block()).as("not asked").isEqualTo(Scan.WAITING);
      assertThat(clamd.scan(INFECTED).block()).as("who can wait may ask").isEqualTo(Scan.INFECTED);
      now.updateAndGet(at -> at.plusSeconds(31));
      assertThat(clamd.scanSoon(INFECTED).block()).isEqualTo(Scan.INFECTED);
    }
  }

  @Test
  void withoutADaemonNothingIsScanned() {
    var clamd = new Clamd(ClamdSettings.from(new MockEnvironment()), Clock.systemUTC());
    assertThat(clamd.isSet()).isFalse();
    assertThat(clamd.scan(INFECTED).block()).isEqualTo(Scan.UNSCANNED);
  }

  @Test
  void refusesAnAddressWithoutAPort() {
    assertThat(ClamdSettings.from(new MockEnvironment().withProperty("CAUNOI_CLAMAV", "clamav:3310"))).isEqualTo(new ClamdSettings("clamav", 3310));
    for (var wrong : new String[] {"clamav", "clamav:", ":3310", "clamav:0", "clamav:70000", "http://clamav:3310"}) {
      assertThatThrownBy(() -> ClamdSettings.from(new MockEnvironment().withProperty("CAUNOI_CLAMAV", wrong))).as(wrong)
          .isInstanceOf(WrongSetting.class).hasMessageContaining("CAUNOI_CLAMAV").hasMessageContaining(wrong);
    }
  }

  /** Says what time the test wants it to be. */
  private static final class TestClock extends Clock {
    private final Supplier<Instant> now;

    TestClock(Supplier<Instant> now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
