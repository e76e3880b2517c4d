package vn.caunoi.channel;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one delivery says. {@code text} is plain text, never markup: a channel escapes it as its network wants. It is at most
 * {@link MessageLimits#textLength(Channel)} characters after NFC. {@code image} names an attachment to show above the text. An
 * {@code ephemeral} message is read once: a channel that keeps messages itself (web chat) removes it afterwards. {@code quotes} is the network's
 * id of the message this one answers; a channel that cannot quote leaves it out.
 */
public record OutboundMessage(String text, List<Button> buttons, @Nullable UUID image, boolean ephemeral, @Nullable String quotes) {
  public OutboundMessage {
    buttons = List.copyOf(buttons);
  }

  public OutboundMessage(String text, List<Button> buttons, @Nullable UUID image) {
    this(text, buttons, image, false, null);
  }

  public static OutboundMessage text(String text) {
    return new OutboundMessage(text, List.of(), null);
  }

  /** The same message, to be read once. */
  public OutboundMessage readOnce() {
    return new OutboundMessage(text, buttons, image, true, quotes);
  }

  /** The same message as an answer to that one; null quotes nothing. */
  public OutboundMessage quoting(@Nullable String providerId) {
    return new OutboundMessage(text, buttons, image, ephemeral, providerId);
  }

  /** Never the words: they may be a citizen's. */
  @Override
  public String toString() {
    return "OutboundMessage[" + text.length() + " characters, " + buttons.size() + " buttons]";
  }
}
