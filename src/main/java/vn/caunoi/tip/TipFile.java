package vn.caunoi.tip;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.caunoi.delivery.DeliveryFate;

/**
 * A tip opened in full, for one officer and one request: everything that was said and done, oldest first. {@code reach}: whether an answer
 * can reach the reporter, as far as our own ledger knows.
 */
public record TipFile(Tip tip, @Nullable String group, @Nullable OfficerName assignee, @Nullable OfficerName accountable, @Nullable String place,
    List<Entry> timeline, TipReach reach) {

  public enum Kind { RESIDENT, ANSWER, NOTE, EVENT }

  /**
   * One line of the timeline. {@code what} names an event ({@code assigned}); {@code who} is an officer's name, null for the resident or
   * the service itself. {@code fate}: how an answer travelled; null when it waits on the tip's page.
   */
  public record Entry(UUID id, Kind kind, Instant at, @Nullable String who, String what, String words, Map<String, String> details,
      List<UUID> photos, @Nullable UUID deliveryId, @Nullable DeliveryFate fate) {
    @Override
    public String toString() {
      return "Entry[" + id + ", " + kind + "]";
    }

    Entry withFate(@Nullable DeliveryFate known) {
      return new Entry(id, kind, at, who, what, words, details, photos, deliveryId, known);
    }
  }

  @Override
  public String toString() {
    return "TipFile[" + tip.id() + "]";
  }
}
