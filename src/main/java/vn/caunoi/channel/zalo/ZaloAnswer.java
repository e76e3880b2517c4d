package vn.caunoi.channel.zalo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.caunoi.channel.SendOutcome;

/** How one call to Zalo ended. */
sealed interface ZaloAnswer {
  /** {@code {"error":0,"message":"Success","data":{…}}}, whatever the HTTP status was. {@code limit}: what the headers said, null if nothing. */
  record Said(int error, JsonNode data, @Nullable Limit limit) implements ZaloAnswer {}

  /** {@code X-RateLimit-Limit} and {@code X-RateLimit-Remain}: requests of this minute, and how many are left of them. */
  record Limit(int perMinute, int remaining) {}

  /** An answer, but no envelope. */
  record Unreadable(int httpStatus) implements ZaloAnswer {}

  /** Surely never left us. */
  record NeverLeft(String reason) implements ZaloAnswer {}

  /** Left us, and no whole answer came back. */
  record Lost(String reason) implements ZaloAnswer {}

  /** What this means for a message, errors that have a cure already cured. */
  default SendOutcome outcome(Instant now) {
    return switch (this) {
      case Said said -> ZaloErrors.outcome(said.error(), now);
      case Unreadable unreadable -> ZaloErrors.withoutEnvelope(unreadable.httpStatus());
      case NeverLeft never -> new SendOutcome.NotSent(never.reason());
      case Lost lost -> new SendOutcome.Unknown(lost.reason());
    };
  }
}
