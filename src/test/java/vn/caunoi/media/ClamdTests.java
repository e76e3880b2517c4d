package vn.caunoi.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import vn.caunoi.platform.WrongSetting;

class ClamdTests {
  private static final byte[] INFECTED = ("xx" + ClamdTwin.SIGNATURE).getBytes(StandardCharsets.US_ASCII);

  @Test
  void tellsCleanFromInfected() {
    try (var daemon = new ClamdTwin()) {
      var clamd = new Clamd(daemon.settings());
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
      assertThat(new Clamd(daemon.settings()).scan(file).block()).isEqualTo(Scan.INFECTED);
    }
  }

  @Test
  void aDaemonThatGivesUpOnAFileHasNotAnswered() {
    try (var daemon = new ClamdTwin(100_000)) {
      assertThat(new Clamd(daemon.settings()).scan(new byte[2_000_000]).block()).isEqualTo(Scan.WAITING);
    }
  }

  @Test
  void aDaemonThatIsAwayHasNotAnswered() {
    var daemon = new ClamdTwin();
    daemon.close();
    assertThat(new Clamd(daemon.settings()).scan(INFECTED).block()).isEqualTo(Scan.WAITING);
  }

  @Test
  void withoutADaemonNothingIsScanned() {
    var clamd = new Clamd(ClamdSettings.from(new MockEnvironment()));
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
}
