package vn.caunoi.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of one delivery, for people to see: never whom it was for. {@code SEEN} is shown as {@code DELIVERED}. */
public record DeliveryFate(UUID id, Delivery.Status status, @Nullable String reason, Route route, @Nullable UUID groupId, boolean repeated,
    Instant at) {
  public DeliveryFate {
    status = status == Delivery.Status.SEEN ? Delivery.Status.DELIVERED : status;
  }
}
