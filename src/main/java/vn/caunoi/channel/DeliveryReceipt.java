package vn.caunoi.channel;

import java.time.Instant;
import java.util.UUID;

/** A network tells what became of a message it accepted: by its own id of that message. {@code ECHO} only proves that it was accepted. */
public record DeliveryReceipt(UUID wardId, UUID accountId, String providerId, Stage stage, Instant at) {
  public enum Stage { ECHO, DELIVERED, SEEN }
}
