package vn.caunoi.channel.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** How one call of the Bot API ended. */
sealed interface TelegramAnswer {

  record Done(JsonNode result) implements TelegramAnswer {}

  /** Telegram said no. The description may quote what we sent, so it is read, never shown. */
  record Refused(int code, String description, @Nullable Long retryAfter, @Nullable Long migrateTo) implements TelegramAnswer {
    @Override
    public String toString() {
      return "Refused[" + code + "]";
    }

    /** The token is wrong or revoked (401), or no token at all (404). */
    boolean isTokenRefused() {
      return code == 401 || code == 404;
    }
  }

  /** An answer that is none of the Bot API: a gateway's page, nothing, half a body. */
  record Unreadable(int status) implements TelegramAnswer {}

  /** The request may have been read, the answer did not come. */
  record Lost(String reason) implements TelegramAnswer {}

  /** The request surely never left. */
  record NotSent(String reason) implements TelegramAnswer {}
}
