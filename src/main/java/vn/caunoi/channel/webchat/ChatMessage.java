package vn.caunoi.channel.webchat;

import java.time.Instant;
import java.util.UUID;

/** One message of a visitor's page, in either direction; {@code seq} orders them. */
record ChatMessage(UUID id, long seq, boolean outgoing, boolean ephemeral, Bubble bubble, Instant at) {
  /** The number or the secret of a tip, said by us. */
  boolean isKey() {
    return outgoing && (bubble.isNumber() || bubble.isSecret());
  }
}
