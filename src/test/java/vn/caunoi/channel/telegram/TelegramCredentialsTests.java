package vn.caunoi.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TelegramCredentialsTests {
  private static final Instant NOW = Instant.parse("2026-11-25T07:00:00Z");
  private final TelegramCredentials first = new TelegramCredentials("1:AA", "http://127.0.0.1/", "mot", TelegramMode.WEBHOOK);

  @Test
  void takesTheOldWebhookSecretBesideTheNewOneForAWhile() {
    var next = first.rotated(NOW.plusSeconds(60));
    assertThat(next.webhookSecret()).isNotEqualTo("mot").matches("[A-Za-z0-9_-]{1,256}");
    assertThat(next.accepts(next.webhookSecret(), NOW)).isTrue();
    assertThat(next.accepts("mot", NOW)).isTrue();
    assertThat(next.accepts("mot", NOW.plusSeconds(60))).isFalse();
    assertThat(next.accepts("hai", NOW)).isFalse();
    assertThat(next.accepts(null, NOW)).isFalse();
  }

  @Test
  void anEmptySecretOpensNothing() {
    var none = new TelegramCredentials("1:AA", "http://127.0.0.1", "", TelegramMode.WEBHOOK);
    assertThat(none.accepts("", NOW)).isFalse();
    assertThat(none.rotated(NOW.plusSeconds(60)).accepts("", NOW)).isFalse();
  }

  @Test
  void areReadAsTheyWereKept() {
    var next = first.rotated(NOW);
    assertThat(TelegramCredentials.of(next.toMap())).isEqualTo(next);
    assertThat(TelegramCredentials.of(first.toMap())).isEqualTo(first);
    assertThat(next.toString()).doesNotContain("mot").doesNotContain(next.webhookSecret());
  }
}
