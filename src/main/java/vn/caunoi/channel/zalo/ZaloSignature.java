package vn.caunoi.channel.zalo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Zalo signs the bytes it sent, not the JSON it meant: hash the body before anything re-serialises it.
 * {@code mac = sha256(app_id + body + timestamp + OA secret)}, plain SHA-256 and not an HMAC; the OA secret is not the app secret, and the
 * timestamp is the text of the body's own field. The header says {@code mac=<hex>}; some integrators saw the bare digits.
 */
final class ZaloSignature {
  static final String HEADER = "X-ZEvent-Signature";
  private static final Pattern SHAPE = Pattern.compile("\\s*(?:mac\\s*=)?\\s*([0-9a-fA-F]{64})\\s*");

  private final byte[] appId;
  private final byte[] oaSecret;

  ZaloSignature(String appId, String oaSecret) {
    this.appId = appId.getBytes(UTF_8);
    this.oaSecret = oaSecret.getBytes(UTF_8);
  }

  /** Compares in constant time. A missing or misshapen header does not match. */
  boolean matches(@Nullable String header, byte[] body, String timestamp) {
    if (header == null) {
      return false;
    }
    var given = SHAPE.matcher(header);
    return given.matches() && MessageDigest.isEqual(HexFormat.of().parseHex(given.group(1)), digest(body, timestamp));
  }

  private byte[] digest(byte[] body, String timestamp) {
    var sha = sha256();
    sha.update(appId);
    sha.update(body);
    sha.update(timestamp.getBytes(UTF_8));
    return sha.digest(oaSecret);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
