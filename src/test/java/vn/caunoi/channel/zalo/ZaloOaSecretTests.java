package vn.caunoi.channel.zalo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ZaloOaSecretTests {
  private static final Instant NOW = Instant.parse("2026-11-25T07:00:00Z");

  @Test
  void theOldOneIsTakenForAWhile() {
    var next = ZaloOaSecret.replaced(Map.of("oa_secret", "cu", "app_id", "1"), "moi", NOW);
    assertThat(ZaloOaSecret.accepted(next, NOW)).containsExactly("moi", "cu");
    assertThat(ZaloOaSecret.accepted(next, NOW.plus(ZaloOaSecret.OVERLAP))).containsExactly("moi");
    assertThat(next).containsEntry("app_id", "1");
  }

  @Test
  void theFirstOneReplacesNothing() {
    var next = ZaloOaSecret.replaced(Map.of("oa_secret", ""), "moi", NOW);
    assertThat(ZaloOaSecret.accepted(next, NOW)).containsExactly("moi");
    assertThat(ZaloOaSecret.accepted(Map.of(), NOW)).isEmpty();
  }

  @Test
  void theSameAgainLeavesTheOldOneOut() {
    var next = ZaloOaSecret.replaced(Map.of("oa_secret", "moi"), "moi", NOW);
    assertThat(ZaloOaSecret.accepted(next, NOW)).containsExactly("moi");
  }
}
