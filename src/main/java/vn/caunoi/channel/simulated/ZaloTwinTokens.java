package vn.caunoi.channel.simulated;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The rotating pair as Zalo keeps it: a refresh token works once and for three months, and every failure comes with HTTP 200 and a shape of its own. */
final class ZaloTwinTokens {
  private static final Duration REFRESH_LIFE = Duration.ofDays(90);

  private final Clock clock;
  private final Map<String, Instant> accessTokens = new LinkedHashMap<>();
  private final Set<String> revoked = new HashSet<>();
  private String refreshToken = "RT_" + random();
  private Instant refreshUntil;
  private int refreshes;

  ZaloTwinTokens(Clock clock) {
    this.clock = clock;
    this.refreshUntil = clock.instant().plus(REFRESH_LIFE);
  }

  synchronized String refreshToken() {
    return refreshToken;
  }

  synchronized int refreshes() {
    return refreshes;
  }

  synchronized void countRefresh() {
    refreshes++;
  }

  synchronized boolean owns(@Nullable String token) {
    return token != null && accessTokens.containsKey(token);
  }

  synchronized boolean expired(String token) {
    return !clock.instant().isBefore(accessTokens.getOrDefault(token, Instant.MIN));
  }

  /** From now on the pair is worthless, as after a withdrawn consent. */
  synchronized void revoke() {
    expireAccess();
    revoked.add(refreshToken);
    refreshToken = "RT_" + random();
  }

  synchronized void expireAccess() {
    accessTokens.replaceAll((token, end) -> Instant.MIN);
  }

  synchronized Map<String, Object> refresh(String spent, Duration life) {
    boolean over = spent.equals(refreshToken) && !clock.instant().isBefore(refreshUntil);
    if (over || revoked.contains(spent)) {
      return refused(-118, "invalid_grant", "The refresh token is revoked or expired.");
    }
    return spent.equals(refreshToken) ? grant(life) : refused(-14014, "Invalid refresh token", "The refresh token is used or unknown.");
  }

  /** A new pair; the one before is worthless. */
  synchronized Map<String, Object> grant(Duration life) {
    refreshToken = "RT_" + random();
    refreshUntil = clock.instant().plus(REFRESH_LIFE);
    var access = "AT_" + random();
    expireAccess();
    accessTokens.put(access, clock.instant().plus(life));
    return Map.of("access_token", access, "refresh_token", refreshToken, "expires_in", String.valueOf(life.toSeconds()));
  }

  static Map<String, Object> refused(int code, String name, String reason) {
    return Map.of("error", code, "error_name", name, "error_reason", reason, "error_description", name,
        "ref_doc", "https://developers.zalo.me/docs");
  }

  static String random() {
    var bytes = new byte[10];
    ThreadLocalRandom.current().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
