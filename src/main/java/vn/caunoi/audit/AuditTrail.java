package vn.caunoi.audit;

import io.r2dbc.postgresql.codec.Json;
import java.time.Clock;
import java.util.TreeMap;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.platform.Ids;

/** Writes the audit trail. Entries are written in the caller's transaction, so that there is no act without its entry and no entry without its act. */
@Component
public class AuditTrail {
  private final DatabaseClient database;
  private final Ids ids;
  private final Clock clock;
  private final JsonMapper json;

  AuditTrail(DatabaseClient database, Ids ids, Clock clock, JsonMapper json) {
    this.database = database;
    this.ids = ids;
    this.clock = clock;
    this.json = json;
  }

  public Mono<Void> record(AuditEntry entry) {
    var insert = database.sql("""
        insert into audit_entry (ward_id, id, at, officer_id, action, subject, subject_id, details)
        values (:ward, :id, :at, :officer, :action, :subject, :subjectId, :details)""")
        .bind("ward", entry.wardId()).bind("id", ids.next()).bind("at", clock.instant())
        .bind("action", entry.action()).bind("subject", entry.subject()).bind("subjectId", entry.subjectId())
        .bind("details", Json.of(json.writeValueAsString(new TreeMap<>(entry.details()))));
    return (entry.officerId() == null ? insert.bindNull("officer", java.util.UUID.class) : insert.bind("officer", entry.officerId())).then();
  }
}
