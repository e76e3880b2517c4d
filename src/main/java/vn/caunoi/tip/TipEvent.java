package vn.caunoi.tip;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One fact of a tip's history: ids, keys and times, never words. {@code officer} is null when the resident or the service did it. */
record TipEvent(String kind, @Nullable UUID officer, Map<String, String> details) {

  static TipEvent of(String kind, @Nullable UUID officer) {
    return new TipEvent(kind, officer, Map.of());
  }

  /** What a change amounts to, one fact for each thing that is different. */
  static List<TipEvent> between(Tip before, Tip after, @Nullable UUID officer) {
    var events = new ArrayList<TipEvent>();
    if (after.category() != null && !after.category().equals(before.category())) {
      events.add(new TipEvent("categorised", officer, Map.of("to", after.category(), "due", after.dueAt().toString())));
    } else if (!after.dueAt().equals(before.dueAt())) {
      events.add(new TipEvent("deadline_moved", officer, Map.of("from", before.dueAt().toString(), "due", after.dueAt().toString())));
    }
    if (after.assigneeId() != null && !after.assigneeId().equals(before.assigneeId())) {
      events.add(new TipEvent("assigned", officer, Map.of("to", after.assigneeId().toString())));
    }
    if (after.accountableId() != null && !after.accountableId().equals(before.accountableId())) {
      events.add(new TipEvent("accountable", officer, Map.of("to", after.accountableId().toString())));
    }
    boolean byAssignment = before.status() == Tip.Status.RECEIVED && after.status() == Tip.Status.ASSIGNED;
    if (after.status() != before.status() && !byAssignment) {
      events.add(new TipEvent("status", officer, Map.of("from", before.status().name(), "to", after.status().name())));
    }
    return events;
  }
}
