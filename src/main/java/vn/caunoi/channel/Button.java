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
    public Reply(String label, String payload) {
      this(label, payload, null);
    }

    /** The same button, answered by this when a network shows no buttons. */
    public Reply typed(String answer) {
      return new Reply(label, payload, answer);
    }
  }

  /** Opens a web address. */
  record Link(String label, String url) implements Button {}
}
