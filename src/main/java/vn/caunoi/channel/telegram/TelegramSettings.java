package vn.caunoi.channel.telegram;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import vn.caunoi.platform.CauNoiSettings;
import vn.caunoi.platform.WrongSetting;

/**
 * What the environment says about the account {@code default}.
 *
 * @param token null: no such account
 * @param secret null: one is made at the first start
 */
record TelegramSettings(@Nullable String token, String apiUrl, @Nullable String secret, TelegramMode mode) {
  private static final String API = "https://api.telegram.org";

  static TelegramSettings from(Environment environment, CauNoiSettings settings) {
    return new TelegramSettings(text(environment, "TELEGRAM_BOT_TOKEN"), apiUrl(environment), secret(environment),
        mode(environment, settings));
  }

  private static String apiUrl(Environment environment) {
    var value = text(environment, "TELEGRAM_API_URL");
    if (value == null) {
      return API;
    }
    try {
      var url = URI.create(value);
      if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
        return value;
      }
    } catch (IllegalArgumentException e) {
      // falls through to the one message below
    }
    throw WrongSetting.of("TELEGRAM_API_URL", value, "một địa chỉ như " + API);
  }

  private static @Nullable String secret(Environment environment) {
    var value = text(environment, "TELEGRAM_WEBHOOK_SECRET");
    if (value != null && !value.matches("[A-Za-z0-9_-]{1,256}")) {
      throw WrongSetting.secret("TELEGRAM_WEBHOOK_SECRET", "1 đến 256 ký tự trong A-Z a-z 0-9 _ -");
    }
    return value;
  }

  private static TelegramMode mode(Environment environment, CauNoiSettings settings) {
    var value = text(environment, "TELEGRAM_MODE");
    if (value == null) {
      return settings.servesHttps() ? TelegramMode.WEBHOOK : TelegramMode.POLLING;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "webhook" -> TelegramMode.WEBHOOK;
      case "polling" -> TelegramMode.POLLING;
      default -> throw WrongSetting.of("TELEGRAM_MODE", value, "webhook hoặc polling");
    };
  }

  private static @Nullable String text(Environment environment, String key) {
    var value = environment.getProperty(key);
    return value == null || value.isBlank() ? null : value.strip();
  }

  @Override
  public String toString() {
    return "TelegramSettings[" + mode + "]";
  }
}
