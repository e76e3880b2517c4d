package vn.caunoi.channel;

import org.jspecify.annotations.Nullable;

/** What a resident may tap under a message. {@code label} is for people, at most 40 characters. */
public sealed interface Button {
  String label();

  /**
   * Comes back as {@link InboundMessage.Content.Pressed} with this payload: ASCII, at most 64 bytes (Telegram's limit). {@code typed} is what
   * a resident writes instead, usually a number; null: the label.
   */
  record Reply(String label, String payload, @Nullable String typed) implements Button {
    /** Begins the payload of a button that answers one question. */
    public static final String ONCE = "~";

    public Reply(String label, String payload) {
      this(label, payload, null);
    }

    /** The same button, answered by this when a network shows no buttons. */
    public Reply typed(String answer) {
      return new Reply(label, payload, answer);
    }

    /** Of no use once its question is answered: a channel may take it away then. */
    public boolean answersOnce() {
      return payload.startsWith(ONCE);
    }
  }

  /** Sends something that the phone knows, once its owner agrees. A channel that has no such button leaves it out. */
  sealed interface Asking extends Button {}

  /** Where the phone is; comes back as {@link InboundMessage.Content.Location}. */
  record Place(String label) implements Asking {}

  /** The phone's own number; comes back as {@link InboundMessage.Content.Phone}. */
  record Phone(String label) implements Asking {}

  /** Opens a web address. */
  record Link(String label, String url) implements Button {}
}
