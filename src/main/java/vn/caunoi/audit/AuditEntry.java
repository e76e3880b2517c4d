package vn.caunoi.audit;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did what to which record. {@code action} is a past fact in snake_case ({@code tip_assigned}); {@code details} hold ids, states and
 * numbers, never text that somebody wrote and never both a contact and a tip. {@code officerId} is null when the service acted by itself.
 */
public record AuditEntry(UUID wardId, @Nullable UUID officerId, String action, String subject, String subjectId, Map<String, String> details) {

  public static AuditEntry of(UUID wardId, @Nullable UUID officerId, String action, String subject, Object subjectId) {
    return new AuditEntry(wardId, officerId, action, subject, subjectId.toString(), Map.of());
  }

  public AuditEntry with(String key, Object value) {
    var more = new java.util.TreeMap<>(details);
    more.put(key, value.toString());
    return new AuditEntry(wardId, officerId, action, subject, subjectId, Map.copyOf(more));
  }
}
