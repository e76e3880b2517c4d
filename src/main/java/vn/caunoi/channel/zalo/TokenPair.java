package vn.caunoi.channel.zalo;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An access token, the refresh token that replaces both once, and when they came. */
record TokenPair(String accessToken, String refreshToken, Instant obtainedAt, Duration life) {
  /** A refresh token that nobody uses dies after three months; each new one gets three months of its own. */
  static final Duration REFRESH_LIFE = Duration.ofDays(90);

  static TokenPair granted(ZaloOAuth.Granted grant, Instant now) {
    return new TokenPair(grant.accessToken(), grant.refreshToken(), now, grant.life());
  }

  /** Of unknown age, so it is refreshed soon if it can be. */
  static TokenPair seed(ZaloCredentials seed, Instant now) {
    var life = seed.refreshToken().isBlank() ? Duration.ofHours(25) : Duration.ofHours(1);
    return new TokenPair(seed.accessToken(), seed.refreshToken(), now, seed.accessToken().isBlank() ? Duration.ZERO : life);
  }

  /** From half of its life on: twelve and a half of 25 hours. A day's outage of Zalo's sign-in then still finds a living token. */
  boolean due(Instant now) {
    return accessToken.isBlank() || (!refreshToken.isBlank() && !now.isBefore(obtainedAt.plus(life.dividedBy(2))));
  }

  boolean expired(Instant now) {
    return accessToken.isBlank() || !now.isBefore(accessUntil());
  }

  Instant accessUntil() {
    return obtainedAt.plus(life);
  }

  /** Null when there is no refresh token. */
  @Nullable Instant refreshIssuedAt() {
    return refreshToken.isBlank() ? null : obtainedAt;
  }

  @Override
  public String toString() {
    return "TokenPair[" + obtainedAt + "]";
  }
}
