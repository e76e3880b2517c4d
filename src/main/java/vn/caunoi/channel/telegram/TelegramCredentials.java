package vn.caunoi.channel.telegram;

import java.util.Locale;
import java.util.Map;

/**
 * What is kept sealed with an account. {@code apiUrl} has no slash at its end; {@code webhookSecret} is what Telegram repeats in a header
 * of every webhook call.
 */
record TelegramCredentials(String token, String apiUrl, String webhookSecret, TelegramMode mode) {

  TelegramCredentials {
    apiUrl = apiUrl.endsWith("/") ? apiUrl.substring(0, apiUrl.length() - 1) : apiUrl;
  }

  static TelegramCredentials of(Map<String, String> stored) {
    return new TelegramCredentials(stored.getOrDefault("token", ""), stored.getOrDefault("apiUrl", ""),
        stored.getOrDefault("webhookSecret", ""), TelegramMode.valueOf(stored.getOrDefault("mode", "POLLING").toUpperCase(Locale.ROOT)));
  }

  Map<String, String> toMap() {
    return Map.of("token", token, "apiUrl", apiUrl, "webhookSecret", webhookSecret, "mode", mode.name());
  }

  TelegramCredentials at(String otherApiUrl) {
    return new TelegramCredentials(token, otherApiUrl, webhookSecret, mode);
  }

  TelegramCredentials withSecret(String otherSecret) {
    return new TelegramCredentials(token, apiUrl, otherSecret, mode);
  }

  /** Only a token of the right shape can be part of an address; the real server answers 404 to any other. */
  boolean isComplete() {
    return token.matches("\\d{1,19}:[A-Za-z0-9_-]{1,200}");
  }

  @Override
  public String toString() {
    return "TelegramCredentials[" + mode + "]";
  }
}
