package vn.caunoi.channel.zalo;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** RFC 7636 with S256: Zalo's page gets the challenge, the token request shows the verifier it was made from. */
record Pkce(String verifier) {
  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  static Pkce random(SecureRandom random) {
    return new Pkce(randomText(random));
  }

  static boolean canBeVerifier(String text) {
    return VERIFIER.matcher(text).matches();
  }

  String challenge() {
    return BASE64.encodeToString(ZaloSignature.sha256().digest(verifier.getBytes(StandardCharsets.US_ASCII)));
  }

  /** 256 bits in 43 characters that need no escaping. */
  static String randomText(SecureRandom random) {
    var bytes = new byte[32];
    random.nextBytes(bytes);
    return BASE64.encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "Pkce[" + challenge() + "]";
  }
}
