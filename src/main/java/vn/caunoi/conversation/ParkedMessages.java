package vn.caunoi.conversation;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import vn.caunoi.audit.AuditEntry;
import vn.caunoi.audit.AuditTrail;
import vn.caunoi.channel.Channel;
import vn.caunoi.platform.Forbidden;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.NotFound;
import vn.caunoi.platform.Slice;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.Role;

/** The messages that were given up: how many, of what kind and since when, never what they say. */
@Component
public class ParkedMessages {
  private final DatabaseClient database;
  private final AuditTrail audit;
  private final TransactionalOperator transactions;
  private final InboxWorker worker;

  ParkedMessages(DatabaseClient database, AuditTrail audit, TransactionalOperator transactions, InboxWorker worker) {
    this.database = database;
    this.audit = audit;
    this.transactions = transactions;
    this.worker = worker;
  }

  public Mono<Long> count(UUID ward) {
    return database.sql("select count(*) as n from inbox where ward_id = :ward and status = 'PARKED'").bind("ward", ward)
        .map(row -> row.get("n", Long.class)).one();
  }

  /** Newest first. */
  public Mono<Slice<ParkedMessage>> list(Officer by, @Nullable String cursor, int limit) {
    int size = Math.clamp(limit, 1, Slice.MAX_LIMIT);
    return database.sql("""
        select i.seq, a.channel, i.kind, i.failure, i.received_at, i.parked_at
        from inbox i join channel_account a on a.ward_id = i.ward_id and a.id = i.account_id
        where i.ward_id = :ward and i.status = 'PARKED' and i.seq < :before order by i.seq desc limit :limit""")
        .bind("ward", allowed(by)).bind("before", cursor == null ? Long.MAX_VALUE : number(cursor)).bind("limit", size + 1)
        .map(ParkedMessages::toParked).all().collectList()
        .map(found -> Slice.of(found, size, ParkedMessage::id));
  }

  /** Tries it again, as if it had just failed for the first time. */
  public Mono<Void> retry(Officer by, String id) {
    return act(by, id, "parked_message_retried", """
        with again as (
          update inbox set status = 'NEW', failures = 0, parked_at = null where ward_id = :ward and seq = :seq and status = 'PARKED'
          returning ward_id, account_id, sender_hash)
        insert into inbox_sender (ward_id, account_id, sender_hash) select ward_id, account_id, sender_hash from again
        on conflict (ward_id, account_id, sender_hash) do update set not_before = '-infinity'""")
        .doOnSuccess(done -> worker.wake());
  }

  /** Forgets it unanswered; it stays known as a repeat. */
  public Mono<Void> drop(Officer by, String id) {
    return act(by, id, "parked_message_dropped", """
        update inbox set status = 'DONE', payload = null, sender_hash = null, photo = null, failure = null, kind = null, parked_at = null,
          received_at = date_trunc('hour', received_at)
        where ward_id = :ward and seq = :seq and status = 'PARKED'""");
  }

  private Mono<Void> act(Officer by, String id, String action, String sql) {
    return Mono.defer(() -> database.sql(sql).bind("ward", allowed(by)).bind("seq", number(id)).fetch().rowsUpdated())
        .filter(rows -> rows == 1)
        .switchIfEmpty(Mono.error(() -> new NotFound("Không có tin này, hoặc tin đã được xử lý.")))
        .delayUntil(rows -> audit.record(AuditEntry.of(by.ward(), by.id(), action, "inbox", id)))
        .then()
        .as(transactions::transactional);
  }

  private static UUID allowed(Officer by) {
    if (by.hasRole(Role.PROVINCE)) {
      throw new Forbidden("Công an tỉnh không xem hộp thư của phường.");
    }
    return by.ward();
  }

  private static long number(String id) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      throw new InvalidInput("id", "Mã tin không đúng.");
    }
  }

  private static ParkedMessage toParked(Readable row) {
    return new ParkedMessage(row.get("seq", Long.class).toString(), Channel.valueOf(row.get("channel", String.class)), row.get("kind", String.class),
        row.get("failure", String.class), row.get("received_at", Instant.class), row.get("parked_at", Instant.class));
  }
}
