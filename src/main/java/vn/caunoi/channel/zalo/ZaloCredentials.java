package vn.caunoi.channel.zalo;

import java.util.Map;

/**
 * What signs an OA in, as kept sealed with its account. {@code accessToken} and {@code refreshToken} are the seed of the rotating pair,
 * which lives in a table of its own. An empty {@code oaSecret} means that Zalo's console has not shown it yet.
 */
record ZaloCredentials(String appId, String appSecret, String oaId, String oaSecret, String accessToken, String refreshToken) {

  static ZaloCredentials of(Map<String, String> kept) {
    return new ZaloCredentials(kept.getOrDefault("app_id", ""), kept.getOrDefault("app_secret", ""), kept.getOrDefault("oa_id", ""),
        kept.getOrDefault("oa_secret", ""), kept.getOrDefault("access_token", ""), kept.getOrDefault("refresh_token", ""));
  }

  Map<String, String> toMap() {
    return Map.of("app_id", appId, "app_secret", appSecret, "oa_id", oaId, "oa_secret", oaSecret,
        "access_token", accessToken, "refresh_token", refreshToken);
  }

  @Override
  public String toString() {
    return "ZaloCredentials[app=" + appId + ", oa=" + oaId + "]";
  }
}
