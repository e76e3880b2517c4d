package vn.caunoi.channel.telegram;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * {@code {"url":"https://…","pending_update_count":12,"last_error_date":1795320000,"last_error_message":"Connection refused"}}. {@code url} is
 * empty without a webhook; {@code lastError} is Telegram's word on our server, not on anybody's message.
 */
record TelegramWebhookInfo(String url, int pending, Instant lastErrorAt, String lastError) {
  private static final Duration RECENT = Duration.ofMinutes(10);
  private static final int SHOWN = 120;

  static TelegramWebhookInfo of(JsonNode result) {
    return new TelegramWebhookInfo(result.path("url").asText(""), result.path("pending_update_count").asInt(0),
        Instant.ofEpochSecond(result.path("last_error_date").asLong(0)), result.path("last_error_message").asText(""));
  }

  /** What the administrator should know: a bot may be deaf while all else is well. Null: nothing. */
  @Nullable String concern(Instant now) {
    return pending == 0 || lastErrorAt.plus(RECENT).isBefore(now) ? null
        : "Telegram chưa giao được %d tin cho máy chủ này: %s".formatted(pending,
            lastError.length() > SHOWN ? lastError.substring(0, SHOWN) : lastError);
  }

  /** Only the host: an address may carry a secret. */
  String host() {
    try {
      return String.valueOf(URI.create(url).getHost());
    } catch (IllegalArgumentException e) {
      return "?";
    }
  }
}
