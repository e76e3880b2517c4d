package vn.caunoi.channel.simulated;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people of the twin see: {@code text} is the caption when there is a photo. {@code html} is the text as it was sent, null without markup;
 * {@code topic} is 0 outside of forums, {@code answers} the message it replies to or 0. {@code keyboard} is where its keys are: "inline" under
 * it, "reply" over the letters, "remove" when it puts those away, empty without any.
 */
public record TelegramTwinMessage(long id, String text, boolean photo, List<Key> keys, Instant at, @Nullable String html, long topic,
    long answers, String keyboard) {

  /**
   * A button: {@code data} comes back when it is pressed, {@code url} is opened; a key over the letters has neither and sends its label, or
   * what it {@code asks} the phone for: "location" or "contact".
   */
  public record Key(String label, String data, String url, String asks) {
    public Key(String label, String data, String url) {
      this(label, data, url, "");
    }

    /** Sends the place of the phone. */
    public boolean place() {
      return asks.equals("location");
    }
  }

  TelegramTwinMessage withoutKeys() {
    return new TelegramTwinMessage(id, text, photo, List.of(), at, html, topic, answers, "");
  }
}
