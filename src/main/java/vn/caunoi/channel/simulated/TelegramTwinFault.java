package vn.caunoi.channel.simulated;

import java.util.Map;

/** What the twin does with one call instead of answering it properly. */
public sealed interface TelegramTwinFault {

  /** The server's own "no": nothing is delivered. */
  record Refusal(int code, String description, Map<String, Object> parameters) implements TelegramTwinFault {}

  /** Something that is no answer of the Bot API, for instance a gateway's page. Nothing is delivered. */
  record Page(int status, String contentType, String body) implements TelegramTwinFault {}

  /** The message is delivered, then only half of the answer comes. */
  record CutBody() implements TelegramTwinFault {}

  /** The message is delivered, the answer never comes. */
  record Hang() implements TelegramTwinFault {}

  /** The message is delivered, then the connection is closed without a byte. */
  record DeliverThenDrop() implements TelegramTwinFault {}

  /** For the journal. */
  default String result() {
    return switch (this) {
      case Refusal no -> String.valueOf(no.code());
      case Page page -> "HTTP " + page.status();
      case CutBody cut -> "connection cut";
      case DeliverThenDrop drop -> "connection cut";
      case Hang hang -> "no answer";
    };
  }

  static TelegramTwinFault tooManyRequests(int retryAfter) {
    return new Refusal(429, "Too Many Requests: retry after " + retryAfter, Map.of("retry_after", retryAfter));
  }

  static TelegramTwinFault forbidden(String text) {
    return new Refusal(403, "Forbidden: " + text, Map.of());
  }

  static TelegramTwinFault badRequest(String text) {
    return new Refusal(400, "Bad Request: " + text, Map.of());
  }

  static TelegramTwinFault migratedTo(long chat) {
    return new Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", Map.of("migrate_to_chat_id", chat));
  }

  static TelegramTwinFault badGateway() {
    return new Page(502, "text/html", "<html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>");
  }

  static TelegramTwinFault emptyBody() {
    return new Page(200, "application/json", "");
  }
}
