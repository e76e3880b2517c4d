package vn.caunoi.channel.zalo;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The OA secret among the kept credentials. When an administrator replaces it, the old one is taken for a while: Zalo may have signed events
 * with it that are still on their way.
 */
final class ZaloOaSecret {
  static final Duration OVERLAP = Duration.ofHours(3);
  private static final String SECRET = "oa_secret";
  private static final String PREVIOUS = "previous_oa_secret";
  private static final String UNTIL = "previous_oa_secret_until";

  private ZaloOaSecret() {}

  /** The secrets that may sign an event now; none while Zalo's console has not shown it yet. */
  static String[] accepted(Map<String, String> credentials, Instant now) {
    var secret = credentials.getOrDefault(SECRET, "");
    var previous = credentials.getOrDefault(PREVIOUS, "");
    if (secret.isBlank()) {
      return new String[0];
    }
    boolean stillTaken = !previous.isBlank() && now.isBefore(Instant.parse(credentials.getOrDefault(UNTIL, Instant.EPOCH.toString())));
    return stillTaken ? new String[] {secret, previous} : new String[] {secret};
  }

  /** The credentials with this secret in place of the present one. */
  static Map<String, String> replaced(Map<String, String> credentials, String secret, Instant now) {
    var next = new HashMap<>(credentials);
    var before = credentials.getOrDefault(SECRET, "");
    if (!before.isBlank() && !before.equals(secret)) {
      next.put(PREVIOUS, before);
      next.put(UNTIL, now.plus(OVERLAP).toString());
    }
    next.put(SECRET, secret);
    return Map.copyOf(next);
  }
}
