package vn.caunoi.channel.zalo;

import java.time.Instant;
import tools.jackson.databind.JsonNode;
import vn.caunoi.channel.SendOutcome;

/** How one call to Zalo ended. */
sealed interface ZaloAnswer {
  /** {@code {"error":0,"message":"Success","data":{…}}}, whatever the HTTP status was. */
  record Said(int error, JsonNode data) implements ZaloAnswer {}

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
