package vn.caunoi.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one send. The ledger decides what follows; a sender never repeats by itself. Reasons are short, stable and carry no personal data. */
public sealed interface SendOutcome {
  /** The network took it; {@code providerId} is its id of the message, by which receipts come back. */
  record Accepted(String providerId) implements SendOutcome {}

  /** Too fast: wait this long. Not an attempt. */
  record RateLimited(Duration retryAfter) implements SendOutcome {}

  /**
   * Surely not sent, and not before this time is over (night, quota of the day, no money): this message alone waits. An attempt.
   * {@code barrier} is set when the address itself is the reason.
   */
  record Postponed(Duration retryAfter, String reason, @Nullable Barrier barrier) implements SendOutcome {
    /** For a reason that says nothing about the address. */
    public Postponed(Duration retryAfter, String reason) {
      this(retryAfter, reason, null);
    }
  }

  /** Surely never left (refused connection, name not resolved): may be retried. */
  record NotSent(String reason) implements SendOutcome {}

  /** May have arrived: time-out or cut connection after the request was written, a 5xx, an unreadable answer. */
  record Unknown(String reason) implements SendOutcome {}

  /** This address cannot be reached until it acts again (blocked, left, window closed); {@code barrier} says how far that goes. */
  record Unreachable(String reason, Barrier barrier) implements SendOutcome {
    /** Nothing reaches it. */
    public Unreachable(String reason) {
      this(reason, Barrier.ADDRESS);
    }
  }

  /** This message is refused for good. {@code code} is the network's error code. */
  record Refused(String code, String reason) implements SendOutcome {}

  /** The address has a new id (Telegram supergroup migration): send there. */
  record Moved(ChannelAddress to) implements SendOutcome {}

  /** The account itself cannot send (token, package, revoked): its lane stops and a person is told. */
  record AccountDown(String reason) implements SendOutcome {}
}
