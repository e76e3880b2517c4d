package vn.caunoi.channel.simulated;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The rotating pair as Zalo keeps it: a refresh token works once, and every failure comes with HTTP 200 and a shape of its own. */
final class ZaloTwinTokens {
  private final Clock clock;
  private final Map<String, Instant> accessTokens = new LinkedHashMap<>();
  private String refreshToken = "RT_" + random();
  private int refreshes;

  ZaloTwinTokens(Clock clock) {
    this.clock = clock;
  }

  synchronized String refreshToken() {
    return refreshToken;
  }

  synchronized int refreshes() {
    return refreshes;
  }

  synchronized boolean owns(@Nullable String token) {
    return token != null && accessTokens.containsKey(token);
  }

  synchronized boolean expired(String token) {
    return !clock.instant().isBefore(accessTokens.getOrDefault(token, Instant.MIN));
  }

  /** From now on the pair is worthless, as after a withdrawn consent. */
  synchronized void revoke() {
    accessTokens.replaceAll((token, end) -> Instant.MIN);
    refreshToken = "RT_" + random();
  }

  synchronized void expireAccess() {
    accessTokens.replaceAll((token, end) -> Instant.MIN);
  }

  synchronized Map<String, Object> refresh(String spent, Duration life) {
    refreshes++;
    if (!spent.equals(refreshToken)) {
      return Map.of("error", -14014, "error_name", "Invalid refresh token", "error_reason", "The refresh token is used or unknown.",
          "error_description", "Invalid refresh token", "ref_doc", "https://developers.zalo.me/docs");
    }
    refreshToken = "RT_" + random();
    var access = "AT_" + random();
    accessTokens.replaceAll((token, end) -> Instant.MIN);
    accessTokens.put(access, clock.instant().plus(life));
    return Map.of("access_token", access, "refresh_token", refreshToken, "expires_in", String.valueOf(life.toSeconds()));
  }

  static String random() {
    var bytes = new byte[10];
    ThreadLocalRandom.current().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
