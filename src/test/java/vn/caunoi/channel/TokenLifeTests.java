package vn.caunoi.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.caunoi.channel.TokenLife.Alarm;

class TokenLifeTests {
  private static final Instant NOW = Instant.parse("2026-11-25T07:00:00Z");

  @Test
  void isWellWhileTheRefreshTokenHasMoreThanTenDays() {
    assertThat(life("2026-12-05T07:00:01Z").alarm(NOW)).isNull();
    assertThat(life("2026-12-05T07:00:01Z").warning(NOW)).isNull();
  }

  @Test
  void warnsForTenDaysBeforeTheEnd() {
    assertThat(life("2026-12-05T07:00:00Z").alarm(NOW)).isEqualTo(Alarm.ENDING);
    assertThat(life("2026-12-03T08:00:00Z").warning(NOW)).isEqualTo(
        "Token của OA chỉ dùng được đến 03/12/2026 15:00 (còn 8 ngày). Cần kết nối lại OA.");
  }

  @Test
  void isOverWhenBothTokensAre() {
    var over = new TokenLife(UUID.randomUUID(), NOW.plusSeconds(60), NOW.minusSeconds(60), null, null, false);
    assertThat(over.alarm(NOW)).isEqualTo(Alarm.ENDING);
    assertThat(over.alarm(NOW.plusSeconds(60))).isEqualTo(Alarm.OVER);
    assertThat(over.warning(NOW.plusSeconds(60))).startsWith("Token của OA hết hạn từ 25/11/2026 14:01");
  }

  @Test
  void anAccessTokenAloneEndsSoonByNature() {
    assertThat(new TokenLife(UUID.randomUUID(), NOW.plusSeconds(90_000), null, null, null, false).alarm(NOW)).isEqualTo(Alarm.ENDING);
  }

  @Test
  void saysWhyTheLastRenewalFailed() {
    var failed = new TokenLife(UUID.randomUUID(), NOW.plusSeconds(9_000), NOW.plusSeconds(8_000_000), NOW, "Zalo không trả lời", false);
    assertThat(failed.alarm(NOW)).isEqualTo(Alarm.FAILED);
    assertThat(failed.warning(NOW)).isEqualTo("Lần làm mới token lúc 25/11/2026 14:00 không thành: Zalo không trả lời.");
  }

  @Test
  void aWithdrawnPermissionIsWorseThanAllElse() {
    var revoked = new TokenLife(UUID.randomUUID(), NOW.minusSeconds(1), NOW.minusSeconds(1), NOW, "x", true);
    assertThat(revoked.alarm(NOW)).isEqualTo(Alarm.REVOKED);
    assertThat(revoked.warning(NOW)).contains("rút quyền", "kết nối lại");
  }

  private static TokenLife life(String refreshUntil) {
    return new TokenLife(UUID.randomUUID(), NOW.plusSeconds(90_000), Instant.parse(refreshUntil), null, null, false);
  }
}
