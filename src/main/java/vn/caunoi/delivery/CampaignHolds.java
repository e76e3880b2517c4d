package vn.caunoi.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.platform.AfterCommit;

/**
 * Table {@code delivery_hold}: campaigns that must not send. The row alone stops the next claim. What is planned is moved out of the way
 * after the commit, so that the row is seen at once however large the campaign; what a crash leaves undone is done by the sweep.
 */
@Component
class CampaignHolds {
  private static final Duration SWEPT = Duration.ofDays(2);
  private static final String SET_ASIDE = """
      update delivery d set due_at = 'infinity' from delivery_hold h
      where not h.cancelled and d.ward_id = h.ward_id and d.campaign_id = h.campaign_id and d.status = 'PLANNED' and d.due_at <> 'infinity'\s""";
  private static final String CANCEL = """
      update delivery d set status = 'CANCELLED', reason = 'campaign-cancelled', decided_at = :now, to_hash = null, to_sealed = null
      from delivery_hold h
      where h.cancelled and d.ward_id = h.ward_id and d.campaign_id = h.campaign_id and d.status = 'PLANNED'\s""";
  private static final String OF_ONE = "and h.ward_id = :ward and h.campaign_id = :campaign";

  private final DatabaseClient database;
  private final TransactionalOperator transactions;
  private final TransactionalOperator apart;
  private final Clock clock;

  CampaignHolds(DatabaseClient database, TransactionalOperator transactions, ReactiveTransactionManager manager, Clock clock) {
    this.database = database;
    this.transactions = transactions;
    this.apart = TransactionalOperator.create(manager, new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
    this.clock = clock;
  }

  Mono<Void> hold(UUID ward, UUID campaign) {
    var setAside = database.sql(SET_ASIDE + OF_ONE).bind("ward", ward).bind("campaign", campaign).then();
    return mark(ward, campaign, false).then(AfterCommit.run(setAside.as(apart::transactional)));
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
    var cancel = database.sql(CANCEL + OF_ONE).bind("ward", ward).bind("campaign", campaign).bind("now", clock.instant()).then();
    return mark(ward, campaign, true).then(AfterCommit.run(cancel.as(apart::transactional)));
  }

  /** What was planned or put back after a campaign was held or cancelled, and what a crash left undone. Of all wards. */
  Mono<Void> sweep() {
    var now = clock.instant();
    return database.sql(CANCEL + "and h.since > :lately").bind("now", now).bind("lately", now.minus(SWEPT)).then()
        .then(database.sql(SET_ASIDE + "and h.since > :lately").bind("lately", now.minus(SWEPT)).then());
  }

  private Mono<Void> mark(UUID ward, UUID campaign, boolean cancelled) {
    return database.sql("""
        insert into delivery_hold as h (ward_id, campaign_id, cancelled, since) values (:ward, :campaign, :cancelled, :now)
        on conflict (ward_id, campaign_id) do update set cancelled = h.cancelled or excluded.cancelled, since = excluded.since""")
        .bind("ward", ward).bind("campaign", campaign).bind("cancelled", cancelled).bind("now", clock.instant()).then();
  }
}
