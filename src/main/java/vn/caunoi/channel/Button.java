package vn.caunoi.channel;

/** What a resident may tap under a message. {@code label} is for people, at most 40 characters. */
public sealed interface Button {
  String label();

  /** Comes back as {@link InboundMessage.Content.Pressed} with this payload: ASCII, at most 64 bytes (Telegram's limit). */
  record Reply(String label, String payload) implements Button {}

  /** Opens a web address. */
  record Link(String label, String url) implements Button {}
}
