package vn.caunoi.channel.zalo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
  private final List<byte[]> oaSecrets;

  /** {@code oaSecrets}: the one in force, and one that was replaced a short while ago. */
  ZaloSignature(String appId, String... oaSecrets) {
    this.appId = appId.getBytes(UTF_8);
    this.oaSecrets = Stream.of(oaSecrets).map(secret -> secret.getBytes(UTF_8)).toList();
  }

  /** Compares in constant time. A missing or misshapen header does not match. */
  boolean matches(@Nullable String header, byte[] body, String timestamp) {
    if (header == null) {
      return false;
    }
    var given = SHAPE.matcher(header);
    if (!given.matches()) {
      return false;
    }
    var mac = HexFormat.of().parseHex(given.group(1));
    return oaSecrets.stream().anyMatch(secret -> MessageDigest.isEqual(mac, digest(body, timestamp, secret)));
  }

  private byte[] digest(byte[] body, String timestamp, byte[] oaSecret) {
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
