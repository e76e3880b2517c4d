package vn.caunoi.channel.telegram;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept sealed with an account. {@code apiUrl} has no slash at its end; {@code webhookSecret} is what Telegram repeats in a header
 * of every webhook call; {@code previous} is the one before, while it is still taken.
 */
record TelegramCredentials(String token, String apiUrl, String webhookSecret, TelegramMode mode, @Nullable Previous previous) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A webhook secret that was replaced. */
  record Previous(String secret, Instant until) {
    @Override
    public String toString() {
      return "Previous[" + until + "]";
    }
  }

  TelegramCredentials {
    apiUrl = apiUrl.endsWith("/") ? apiUrl.substring(0, apiUrl.length() - 1) : apiUrl;
  }

  TelegramCredentials(String token, String apiUrl, String webhookSecret, TelegramMode mode) {
    this(token, apiUrl, webhookSecret, mode, null);
  }

  static TelegramCredentials of(Map<String, String> stored) {
    var before = stored.get("previousSecret");
    return new TelegramCredentials(stored.getOrDefault("token", ""), stored.getOrDefault("apiUrl", ""),
        stored.getOrDefault("webhookSecret", ""), TelegramMode.valueOf(stored.getOrDefault("mode", "POLLING").toUpperCase(Locale.ROOT)),
        before == null ? null : new Previous(before, Instant.parse(stored.getOrDefault("previousUntil", Instant.EPOCH.toString()))));
  }

  static String newSecret() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  Map<String, String> toMap() {
    var map = new HashMap<>(Map.of("token", token, "apiUrl", apiUrl, "webhookSecret", webhookSecret, "mode", mode.name()));
    if (previous != null) {
      map.put("previousSecret", previous.secret());
      map.put("previousUntil", previous.until().toString());
    }
    return Map.copyOf(map);
  }

  TelegramCredentials at(String otherApiUrl) {
    return new TelegramCredentials(token, otherApiUrl, webhookSecret, mode, previous);
  }

  TelegramCredentials under(TelegramSettings settings) {
    return new TelegramCredentials(token, settings.apiUrl(), webhookSecret, settings.mode(), previous);
  }

  TelegramCredentials withToken(String otherToken) {
    return new TelegramCredentials(otherToken, apiUrl, webhookSecret, mode, previous);
  }

  /** With the webhook secret of these, and the one before it. */
  TelegramCredentials withSecretOf(TelegramCredentials kept) {
    return new TelegramCredentials(token, apiUrl, kept.webhookSecret(), mode, kept.previous());
  }

  /** With a new webhook secret; the present one is taken until then. */
  TelegramCredentials rotated(Instant until) {
    return new TelegramCredentials(token, apiUrl, newSecret(), mode, new Previous(webhookSecret, until));
  }

  /** Compares in constant time. */
  boolean accepts(@Nullable String given, Instant now) {
    return given != null && (same(given, webhookSecret) || previous != null && now.isBefore(previous.until()) && same(given, previous.secret()));
  }

  private static boolean same(String given, String secret) {
    return !secret.isEmpty() && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
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
