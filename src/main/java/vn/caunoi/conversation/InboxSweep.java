package vn.caunoi.conversation;

import java.time.Clock;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.schedule.RecurringWork;

/** Forgets what the inbox no longer needs, in every ward, in batches. */
@Component
class InboxSweep implements RecurringWork {
  /** Networks repeat themselves for hours; Zalo's longest ladder ends after a day. */
  private static final Duration KEYS = Duration.ofHours(48);
  private static final Duration UNKNOWN = Duration.ofDays(7);
  private static final Duration PARKED = Duration.ofDays(30);
  private static final int BATCH = 10_000;
  private static final int MOST_BATCHES = 50;

  private final DatabaseClient database;
  private final Clock clock;

  InboxSweep(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "inbox-sweep";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(30);
  }

  @Override
  public Mono<Void> run() {
    return Flux.concat(
        delete("delete from inbox where ctid in (select ctid from inbox where status = 'DONE' and received_at < :before limit :batch)", KEYS),
        delete("delete from inbox where ctid in (select ctid from inbox where status = 'PARKED' and parked_at < :before limit :batch)", PARKED),
        delete("delete from parked_event where ctid in (select ctid from parked_event where received_at < :before limit :batch)", UNKNOWN),
        idleSenders(), missingSenders()).then();
  }

  private Mono<Long> delete(String sql, Duration age) {
    return Mono.defer(() -> database.sql(sql).bind("before", clock.instant().minus(age)).bind("batch", BATCH).fetch().rowsUpdated())
        .repeat(MOST_BATCHES).takeUntil(deleted -> deleted < BATCH).last();
  }

  /** Whoever has nothing in the inbox needs no row to be locked. */
  private Mono<Long> idleSenders() {
    return database.sql("""
        delete from inbox_sender where (ward_id, account_id, sender_hash) in (
          select ward_id, account_id, sender_hash from inbox_sender s
          where not_before <= :now and not exists (select 1 from inbox i
            where i.ward_id = s.ward_id and i.account_id = s.account_id and i.sender_hash = s.sender_hash and i.status = 'NEW')
          limit :batch for update skip locked)""")
        .bind("now", clock.instant()).bind("batch", BATCH).fetch().rowsUpdated();
  }

  /** A message may have been stored just while its sender's idle row was deleted. */
  private Mono<Long> missingSenders() {
    return database.sql("""
        insert into inbox_sender (ward_id, account_id, sender_hash)
        select distinct ward_id, account_id, sender_hash from inbox where status = 'NEW' order by 1, 2, 3
        on conflict do nothing""").fetch().rowsUpdated();
  }
}
