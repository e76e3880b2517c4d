package vn.caunoi.channel.webchat;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.Button;
import vn.caunoi.channel.OutboundMessage;

/**
 * What one message looks like on the page; stored as sealed JSON. {@code client} is the id the visitor's browser gave it, so the page knows
 * its own message again.
 */
record Bubble(String text, List<Choice> choices, @Nullable UUID photo, @Nullable String client) {
  Bubble {
    choices = List.copyOf(choices);
  }

  /** One row under the text: {@code payload} comes back when it is pressed, or {@code url} is opened. */
  record Choice(String label, @Nullable String payload, @Nullable String url) {
    static Choice of(Button button) {
      return switch (button) {
        case Button.Reply reply -> new Choice(reply.label(), reply.payload(), null);
        case Button.Link link -> new Choice(link.label(), null, link.url());
        case Button.Asking asking -> throw new IllegalArgumentException("no such button");
      };
    }

    /** Nothing but a page, a file or a telephone number is ever opened. */
    boolean isSafe() {
      return url == null || url.startsWith("https://") || url.startsWith("http://") || url.startsWith("tel:") || url.matches("/[^/].*");
    }
  }

  // A number or a secret stands alone in its message: letters, digits and hyphens, nothing else.
  private static final Pattern KEY = Pattern.compile("(?=.*\\d)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*");
  private static final Pattern NUMBER = Pattern.compile("[A-Z]{2}-\\d{2}-\\d{4,}");

  /** A photo of the visitor's own; photos of ours are the ward's and stay. */
  boolean isOwnPhoto() {
    return client != null && photo != null;
  }

  /** The number of a tip, which is public. */
  boolean isNumber() {
    return NUMBER.matcher(text).matches();
  }

  /** The secret of a tip, which is the reporter's alone. */
  boolean isSecret() {
    return text.length() >= 8 && text.length() <= 64 && !isNumber() && KEY.matcher(text).matches();
  }

  static Bubble of(OutboundMessage message) {
    var choices = message.buttons().stream().filter(button -> !(button instanceof Button.Asking)).map(Choice::of).filter(Choice::isSafe).toList();
    return new Bubble(message.text(), choices, message.image(), null);
  }

  static Bubble mine(String text, @Nullable UUID photo, String client) {
    return new Bubble(text, List.of(), photo, client);
  }

  @Override
  public String toString() {
    return "Bubble[]";
  }
}
