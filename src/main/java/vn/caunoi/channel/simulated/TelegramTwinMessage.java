package vn.caunoi.channel.simulated;

import java.time.Instant;
import java.util.List;

/** What a resident of the twin sees: {@code text} is the caption when there is a photo. */
public record TelegramTwinMessage(long id, String text, boolean photo, List<Key> keys, Instant at) {

  /** A button under the message: {@code data} comes back when it is pressed, {@code url} is opened; the other one is empty. */
  public record Key(String label, String data, String url) {}
}
