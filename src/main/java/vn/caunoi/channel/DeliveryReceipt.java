package vn.caunoi.channel;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A network tells what became of a message it accepted: by its own id of that message. {@code ECHO} only proves that it was accepted; its
 * {@code echo} says what left for whom, by which a message is found whose acceptance we never heard of.
 */
public record DeliveryReceipt(UUID wardId, UUID accountId, String providerId, Stage stage, Instant at, @Nullable Echo echo) {
  public enum Stage { ECHO, DELIVERED, SEEN }

  /** A message as the network saw it. Never printed. */
  public record Echo(ChannelAddress to, String text) {
    @Override
    public String toString() {
      return "Echo[" + to + "]";
    }
  }

  public DeliveryReceipt(UUID wardId, UUID accountId, String providerId, Stage stage, Instant at) {
    this(wardId, accountId, providerId, stage, at, null);
  }
}
