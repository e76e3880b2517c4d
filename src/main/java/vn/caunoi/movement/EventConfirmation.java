package vn.caunoi.movement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A residential group held an occasion. {@code occasion} is its key in {@code config/calendar.yaml}, {@code attachmentId} a photo of it. */
public record EventConfirmation(UUID wardId, UUID id, UUID groupId, String occasion, int year, LocalDate heldOn, String place, int headcount,
    String note, @Nullable UUID attachmentId, UUID confirmedBy, Instant confirmedAt) {

  @Override
  public String toString() {
    return "EventConfirmation[" + id + "]";
  }
}
