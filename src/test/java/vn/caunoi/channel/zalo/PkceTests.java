package vn.caunoi.channel.zalo;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PkceTests {

  /** RFC 7636, appendix B. */
  @Test
  void makesTheChallengeOfTheStandardsExample() {
    assertThat(new Pkce("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").challenge()).isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  }

  @Test
  void isNewEachTimeAndAsLongAsZaloWantsIt() {
    var random = new SecureRandom();
    var one = Pkce.random(random);
    assertThat(one.verifier()).hasSize(43).isNotEqualTo(Pkce.random(random).verifier());
    assertThat(Pkce.canBeVerifier(one.verifier())).isTrue();
    assertThat(one.toString()).doesNotContain(one.verifier());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "dBjftJeZ4CVP mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "dBjftJeZ4CVP+mB92K27uhbUJU1p1r/wW1gFWFOEjXk="})
  void knowsWhatCannotBeAVerifier(String text) {
    assertThat(Pkce.canBeVerifier(text)).isFalse();
  }
}
