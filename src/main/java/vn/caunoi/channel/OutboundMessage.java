package vn.caunoi.channel;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one delivery says. {@code text} is plain text, never markup: a channel escapes it as its network wants. It is at most
 * {@link MessageLimits#textLength(Channel)} characters after NFC. {@code image} names an attachment to show above the text. An
 * {@code ephemeral} message is read once: a channel that keeps messages itself (web chat) removes it afterwards. {@code quotes} is the network's
 * id of the message this one answers; a channel that cannot quote leaves it out. With a {@code template} the network shows that in place of
 * everything else.
 */
public record OutboundMessage(String text, List<Button> buttons, @Nullable UUID image, boolean ephemeral, @Nullable String quotes,
    @Nullable Template template) {

  /** Words that a network has approved beforehand, by its id of them, and the values for their places. */
  public record Template(String id, Map<String, String> values) {
    public Template {
      values = new TreeMap<>(values);
    }

    /** Never the values: a person wrote them. */
    @Override
    public String toString() {
      return "Template[" + id + "]";
    }
  }

  public OutboundMessage {
    buttons = List.copyOf(buttons);
  }

  public OutboundMessage(String text, List<Button> buttons, @Nullable UUID image) {
    this(text, buttons, image, false, null, null);
  }

  public static OutboundMessage text(String text) {
    return new OutboundMessage(text, List.of(), null);
  }

  public static OutboundMessage template(String id, Map<String, String> values) {
    return new OutboundMessage("", List.of(), null, false, null, new Template(id, values));
  }

  /** The same message, to be read once. */
  public OutboundMessage readOnce() {
    return new OutboundMessage(text, buttons, image, true, quotes, template);
  }

  /** The same message as an answer to that one; null quotes nothing. */
  public OutboundMessage quoting(@Nullable String providerId) {
    return new OutboundMessage(text, buttons, image, ephemeral, providerId, template);
  }

  /** The same message with other words. */
  public OutboundMessage saying(String words) {
    return new OutboundMessage(words, buttons, image, ephemeral, quotes, template);
  }

  /** Never the words: they may be a citizen's. */
  @Override
  public String toString() {
    return "OutboundMessage[" + text.length() + " characters, " + buttons.size() + " buttons]";
  }
}
