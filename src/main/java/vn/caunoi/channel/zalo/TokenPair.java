package vn.caunoi.channel.zalo;

import java.time.Duration;
import java.time.Instant;

/** An access token, the refresh token that replaces both once, and when they came. */
record TokenPair(String accessToken, String refreshToken, Instant obtainedAt, Duration life) {

  static TokenPair granted(ZaloOAuth.Granted grant, Instant now) {
    return new TokenPair(grant.accessToken(), grant.refreshToken(), now, grant.life());
  }

  /** Of unknown age, so it is refreshed soon if it can be. */
  static TokenPair seed(ZaloCredentials seed, Instant now) {
    var life = seed.refreshToken().isBlank() ? Duration.ofHours(25) : Duration.ofHours(1);
    return new TokenPair(seed.accessToken(), seed.refreshToken(), now, seed.accessToken().isBlank() ? Duration.ZERO : life);
  }

  /** From four fifths of its life on: 20 of 25 hours. */
  boolean due(Instant now) {
    return accessToken.isBlank() || (!refreshToken.isBlank() && !now.isBefore(obtainedAt.plus(life.multipliedBy(4).dividedBy(5))));
  }

  boolean expired(Instant now) {
    return accessToken.isBlank() || !now.isBefore(obtainedAt.plus(life));
  }

  @Override
  public String toString() {
    return "TokenPair[" + obtainedAt + "]";
  }
}
