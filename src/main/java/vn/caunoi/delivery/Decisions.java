package vn.caunoi.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import vn.caunoi.channel.SendOutcome;

/** Table {@code delivery}: writing down what became of claimed rows, many in one statement. */
@Component
class Decisions {
  private final DatabaseClient database;
  private final SealedMessages sealed;
  private final Clock clock;

  Decisions(DatabaseClient database, SealedMessages sealed, Clock clock) {
    this.database = database;
    this.sealed = sealed;
    this.clock = clock;
  }

  /** A decision as it was written. */
  record Written(Decision decision, Delivery after) {}

  /**
   * Writes those whose claim still stands and gives them. A claim that somebody else has settled in between is refused: a stale owner
   * knows nothing new. Only a claimed row has a token; the status is not asked for, lest the planner walks the index of claims, full of
   * dead entries, instead of the primary key. Address and hash are wiped with the fate, save for an unknown one, which a person may want to send again.
   */
  Flux<Written> write(List<Decision> decisions) {
    Instant now = clock.instant();
    var written = new java.util.HashMap<UUID, Written>();
    for (var decision : decisions) {
      written.put(decision.claimed().delivery().id(), new Written(decision, decision.claimed().delivery().after(decision.outcome(), now)));
    }
    var rows = List.copyOf(written.values());
    return database.sql("""
        update delivery d set status = u.status, reason = nullif(u.reason, ''), provider_id = nullif(u.provider, ''),
          attempts = u.attempts, repeated = u.repeated, due_at = u.due, claimed_until = null, claim_token = null,
          decided_at = case when u.status = 'PLANNED' then null else :now::timestamptz end,
          to_hash = case when u.status in ('PLANNED', 'UNKNOWN') and not (d.ephemeral and u.status = 'UNKNOWN')
            then coalesce(decode(nullif(u.hash, ''), 'base64'), d.to_hash) end,
          to_sealed = case when u.status in ('PLANNED', 'UNKNOWN') and not (d.ephemeral and u.status = 'UNKNOWN')
            then coalesce(decode(nullif(u.sealed, ''), 'base64'), d.to_sealed) end,
          echo_hash = case when u.status = 'UNKNOWN' and not d.ephemeral then decode(nullif(u.echo, ''), 'base64') end,
          content_sealed = case when d.ephemeral and u.status <> 'PLANNED' then null else d.content_sealed end,
          contact_id = case when d.ephemeral and u.status <> 'PLANNED' then null else d.contact_id end,
          conversation_id = case when d.ephemeral and u.status <> 'PLANNED' then null else d.conversation_id end
        from unnest(:wards::uuid[], :ids::uuid[], :tokens::bigint[], :statuses::text[], :reasons::text[], :providers::text[],
            :attempts::int[], :repeated::boolean[], :due::timestamptz[], :hashes::text[], :addresses::text[], :echoes::text[])
          as u(ward_id, id, token, status, reason, provider, attempts, repeated, due, hash, sealed, echo)
        where d.ward_id = u.ward_id and d.id = u.id and d.claim_token = u.token
        returning d.id""")
        .bind("now", now)
        .bind("wards", column(rows, w -> w.after().wardId(), UUID[]::new))
        .bind("ids", column(rows, w -> w.after().id(), UUID[]::new))
        .bind("tokens", column(rows, w -> w.decision().claimed().token(), Long[]::new))
        .bind("statuses", column(rows, w -> w.after().status().name(), String[]::new))
        .bind("reasons", column(rows, w -> text(w.after().reason()), String[]::new))
        .bind("providers", column(rows, w -> text(w.after().providerId()), String[]::new))
        .bind("attempts", column(rows, w -> w.after().attempts(), Integer[]::new))
        .bind("repeated", column(rows, w -> w.after().repeated(), Boolean[]::new))
        .bind("due", column(rows, w -> w.after().dueAt(), Instant[]::new))
        .bind("hashes", column(rows, w -> isMoved(w) ? Deliveries.base64(sealed.hash(w.after().to())) : "", String[]::new))
        .bind("addresses", column(rows, w -> isMoved(w) ? Deliveries.base64(sealed.seal(w.after().to())) : "", String[]::new))
        .bind("echoes", column(rows, this::echo, String[]::new))
        .map(row -> written.get(row.get("id", UUID.class))).all();
  }

  /** By what an echo finds this message, should one come. */
  private String echo(Written written) {
    var message = written.decision().claimed().message();
    return written.after().status() != Delivery.Status.UNKNOWN || message == null || message.text().isBlank() ? ""
        : Deliveries.base64(sealed.echoHash(written.after().to(), message.text()));
  }

  private static boolean isMoved(Written written) {
    return written.decision().outcome() instanceof SendOutcome.Moved;
  }

  private static String text(@org.jspecify.annotations.Nullable String value) {
    return value == null ? "" : value;
  }

  private static <T> T[] column(List<Written> rows, Function<Written, T> value, java.util.function.IntFunction<T[]> array) {
    var values = new ArrayList<T>(rows.size());
    rows.forEach(row -> values.add(value.apply(row)));
    return values.toArray(array.apply(0));
  }
}
