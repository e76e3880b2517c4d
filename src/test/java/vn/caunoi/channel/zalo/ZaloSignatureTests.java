package vn.caunoi.channel.zalo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZaloSignatureTests {
  private static final String MAC = "651e203f66ab3cccb486370b0df41a51e8860772465bbab09675b56ee1e2c30b";
  private static final String TIME = "1763786400123";
  private static final byte[] BODY = ("""
      {"app_id":"1234567890123456789","sender":{"id":"7012345678901234567"},"user_id_by_app":"5512345678901234567",\
      "recipient":{"id":"3881234567890123456"},"event_name":"user_send_text",\
      "message":{"text":"Chào công an phường","msg_id":"96d3cdf3af1504609a01"},"timestamp":"1763786400123"}""").getBytes(UTF_8);

  private final ZaloSignature signature = new ZaloSignature("1234567890123456789", "OaSecretForTests");

  /** Trap 2: plain SHA-256 of the parts one after the other, no HMAC; {@code mac=} is taken off. */
  @ParameterizedTest
  @ValueSource(strings = {"mac=" + MAC, MAC, " mac = " + MAC + " ", "mac=651E203F66AB3CCCB486370B0DF41A51E8860772465BBAB09675B56EE1E2C30B"})
  void takesThePublishedVectorWithAndWithoutPrefix(String header) {
    assertThat(signature.matches(header, BODY, TIME)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mac=", "mac=00", "sha256=" + MAC, "mac=" + MAC + "0",
      "mac=751e203f66ab3cccb486370b0df41a51e8860772465bbab09675b56ee1e2c30b"})
  void refusesAnythingElse(String header) {
    assertThat(signature.matches(header, BODY, TIME)).isFalse();
  }

  @Test
  void refusesAMissingHeader() {
    assertThat(signature.matches(null, BODY, TIME)).isFalse();
  }

  /** Trap 2: the bytes as they came, and the OA's secret rather than the app's. */
  @Test
  void hashesTheBytesThatCameAndNotTheJsonTheyMean() {
    var spaced = new String(BODY, UTF_8).replace("\":\"", "\": \"").getBytes(UTF_8);
    assertThat(signature.matches("mac=" + MAC, spaced, TIME)).isFalse();
  }

  @Test
  void refusesTheRightBodyUnderAnotherSecretAppOrTime() {
    assertThat(new ZaloSignature("1234567890123456789", "AppSecret").matches(MAC, BODY, TIME)).isFalse();
    assertThat(new ZaloSignature("1234567890123456780", "OaSecretForTests").matches(MAC, BODY, TIME)).isFalse();
    assertThat(signature.matches(MAC, BODY, "1763786400124")).isFalse();
  }
}
