package vn.caunoi.delivery;

import java.time.Clock;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Table {@code delivery_hold}: campaigns that must not send. The row stops the next claim at once; moving what is planned out of the way
 * only keeps those claims quick.
 */
@Component
class CampaignHolds {
  private final DatabaseClient database;
  private final TransactionalOperator transactions;
  private final Clock clock;

  CampaignHolds(DatabaseClient database, TransactionalOperator transactions, Clock clock) {
    this.database = database;
    this.transactions = transactions;
    this.clock = clock;
  }

  Mono<Void> hold(UUID ward, UUID campaign) {
    return mark(ward, campaign, false).then(Mono.defer(() -> database.sql("""
        update delivery set due_at = 'infinity' where ward_id = :ward and campaign_id = :campaign and status = 'PLANNED'""")
        .bind("ward", ward).bind("campaign", campaign).then()));
  }

  /** Gives the accounts that have work again. */
  Flux<UUID> release(UUID ward, UUID campaign) {
    return database.sql("delete from delivery_hold where ward_id = :ward and campaign_id = :campaign and not cancelled")
        .bind("ward", ward).bind("campaign", campaign).then()
        .thenMany(database.sql("""
            with woken as (
              update delivery set due_at = :now
              where ward_id = :ward and campaign_id = :campaign and status = 'PLANNED' and due_at = 'infinity'
                and not exists (select 1 from delivery_hold where ward_id = :ward and campaign_id = :campaign)
              returning account_id)
            select distinct account_id from woken""")
            .bind("ward", ward).bind("campaign", campaign).bind("now", clock.instant()).map(row -> row.get("account_id", UUID.class)).all())
        .as(transactions::transactional);
  }

  Mono<Void> cancel(UUID ward, UUID campaign) {
    return mark(ward, campaign, true).then(Mono.defer(() -> database.sql("""
        update delivery set status = 'CANCELLED', reason = 'campaign-cancelled', decided_at = :now, to_hash = null, to_sealed = null
        where ward_id = :ward and campaign_id = :campaign and status = 'PLANNED'""")
        .bind("ward", ward).bind("campaign", campaign).bind("now", clock.instant()).then()));
  }

  private Mono<Void> mark(UUID ward, UUID campaign, boolean cancelled) {
    return database.sql("""
        insert into delivery_hold as h (ward_id, campaign_id, cancelled, since) values (:ward, :campaign, :cancelled, :now)
        on conflict (ward_id, campaign_id) do update set cancelled = h.cancelled or excluded.cancelled, since = excluded.since""")
        .bind("ward", ward).bind("campaign", campaign).bind("cancelled", cancelled).bind("now", clock.instant()).then();
  }
}
