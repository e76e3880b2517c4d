package vn.caunoi.channel.zalo;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import vn.caunoi.platform.WrongSetting;

/**
 * What the environment says about Zalo. Without {@code ZALO_APP_ID} there is no account {@code default}.
 *
 * @param oaSecret verifies webhooks; null only until Zalo's console has shown it
 * @param refreshToken seed of the rotating pair, read once
 */
record ZaloSettings(@Nullable String appId, @Nullable String appSecret, @Nullable String oaId, @Nullable String oaSecret,
    @Nullable String refreshToken, @Nullable String accessToken, URI api, URI oauth, URI business) {

  static ZaloSettings from(Environment environment) {
    var settings = new ZaloSettings(id(environment, "ZALO_APP_ID"), text(environment, "ZALO_APP_SECRET"), id(environment, "ZALO_OA_ID"),
        text(environment, "ZALO_OA_SECRET"), text(environment, "ZALO_REFRESH_TOKEN"), text(environment, "ZALO_ACCESS_TOKEN"),
        address(environment, "ZALO_API_URL", "https://openapi.zalo.me"),
        address(environment, "ZALO_OAUTH_URL", "https://oauth.zaloapp.com"),
        address(environment, "ZALO_BUSINESS_URL", "https://business.openapi.zalo.me"));
    settings.requireAllOrNone();
    return settings;
  }

  private void requireAllOrNone() {
    boolean any = appId != null || appSecret != null || oaId != null || oaSecret != null;
    if (any && appId == null) {
      throw new WrongSetting("ZALO_APP_ID đang trống trong khi các khoá ZALO_ khác đã đặt; cần mã ứng dụng Zalo (chỉ gồm chữ số).");
    }
    if (any && oaId == null) {
      throw new WrongSetting("ZALO_OA_ID đang trống trong khi ZALO_APP_ID đã đặt; cần mã Official Account (chỉ gồm chữ số).");
    }
    if (any && appSecret == null) {
      throw new WrongSetting("ZALO_APP_SECRET đang trống trong khi ZALO_APP_ID đã đặt; cần khoá bí mật của ứng dụng.");
    }
  }

  boolean describesAnAccount() {
    return appId != null;
  }

  /** Of the account {@code default}; call only when there is one. */
  ZaloCredentials credentials() {
    return new ZaloCredentials(orEmpty(appId), orEmpty(appSecret), orEmpty(oaId), orEmpty(oaSecret), orEmpty(accessToken), orEmpty(refreshToken));
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }

  @Override
  public String toString() {
    return "ZaloSettings[" + (describesAnAccount() ? "account default" : "no account") + ", " + api + "]";
  }

  private static @Nullable String text(Environment environment, String key) {
    var value = environment.getProperty(key);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static @Nullable String id(Environment environment, String key) {
    var value = text(environment, key);
    if (value != null && !value.matches("\\d{1,30}")) {
      throw WrongSetting.of(key, value, "một mã chỉ gồm chữ số");
    }
    return value;
  }

  private static URI address(Environment environment, String key, String otherwise) {
    var value = text(environment, key);
    try {
      var url = URI.create(value == null ? otherwise : value.replaceFirst("/+$", ""));
      if (url.getHost() != null && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // falls through to the one message below
    }
    throw WrongSetting.of(key, String.valueOf(value), "một địa chỉ như " + otherwise);
  }
}
