package vn.caunoi.tip;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TipSecretTests {
  private static final Instant NOW = Instant.parse("2026-11-23T05:00:00Z");

  @Test
  void hasAtLeastSeventySevenRandomBits() {
    assertThat(TipSecret.ALPHABET.chars().distinct().count()).isEqualTo(32);
    assertThat(TipSecret.LENGTH * 5).isGreaterThanOrEqualTo(77);
    assertThat(TipSecret.ALPHABET).doesNotContain("0", "O", "1", "I");
  }

  @Test
  void isReadHoweverItIsTyped() {
    var secret = TipSecret.random(new SecureRandom());
    assertThat(secret.grouped()).matches("([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}");
    assertThat(TipSecret.typed(" " + secret.grouped().toLowerCase().replace('-', ' '))).isEqualTo(secret);
    assertThat(secret.toString()).doesNotContain(secret.letters());
  }

  @Test
  void numbersAreReadHoweverTheyAreTyped() {
    assertThat(TipCode.parse("pa 26 42")).isEqualTo("PA-26-0042");
    assertThat(TipCode.parse(" PA–26–0042 ")).isEqualTo("PA-26-0042");
    assertThat(TipCode.parse("PA260042")).isEqualTo("PA-26-0042");
    assertThat(TipCode.isOne(TipCode.parse("'; drop table tip"))).isFalse();
  }

  @Test
  void wrongSecretsSlowDownAndNeverLock() {
    assertThat(WrongSecrets.remaining(2, NOW, NOW)).isZero();
    assertThat(WrongSecrets.remaining(3, NOW, NOW)).isEqualTo(Duration.ofSeconds(1));
    assertThat(WrongSecrets.remaining(6, NOW, NOW)).isEqualTo(Duration.ofSeconds(8));
    assertThat(WrongSecrets.remaining(1_000_000, NOW, NOW)).isEqualTo(WrongSecrets.LONGEST);
    assertThat(WrongSecrets.remaining(1_000_000, NOW, NOW.plus(WrongSecrets.LONGEST))).isZero();
  }
}
