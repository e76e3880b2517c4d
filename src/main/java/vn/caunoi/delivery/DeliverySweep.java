package vn.caunoi.delivery;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.schedule.RecurringWork;

/** Settles what a node left behind when it died, what was cancelled meanwhile, and receipts that came too early. Works for all wards. */
@Component
class DeliverySweep implements RecurringWork {
  private static final Logger log = LoggerFactory.getLogger(DeliverySweep.class);
  private static final int MOST = 1_000;

  private final DatabaseClient database;
  private final Orphans orphans;
  private final Receipts receipts;
  private final DeliveryMetrics metrics;
  private final Clock clock;

  DeliverySweep(DatabaseClient database, Orphans orphans, Receipts receipts, DeliveryMetrics metrics, Clock clock) {
    this.database = database;
    this.orphans = orphans;
    this.receipts = receipts;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "delivery-sweep";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(5);
  }

  @Override
  public Mono<Void> run() {
    return orphans.settle(MOST).doOnNext(DeliverySweep::tell).then(cancelLate()).then(receipts.settleEarly()).then(countBacklog());
  }

  private static void tell(int settled) {
    if (settled > 0) {
      log.warn("claims left behind count={}", settled);
    }
  }

  /** Planned or put back after the campaign was cancelled. */
  private Mono<Void> cancelLate() {
    return database.sql("""
        update delivery d set status = 'CANCELLED', reason = 'campaign-cancelled', decided_at = :now, to_hash = null, to_sealed = null
        from delivery_hold h
        where h.cancelled and d.ward_id = h.ward_id and d.campaign_id = h.campaign_id and d.status = 'PLANNED' and h.since > :lately""")
        .bind("now", clock.instant()).bind("lately", clock.instant().minus(Duration.ofDays(2))).then();
  }

  private Mono<Void> countBacklog() {
    return database.sql("""
        select channel, count(*) as due from (select channel from delivery where status = 'PLANNED' and due_at <= :now limit 100000) as d
        group by channel""")
        .bind("now", clock.instant())
        .map(row -> java.util.Map.entry(Channel.valueOf(row.get("channel", String.class)), row.get("due", Long.class))).all()
        .collectMap(java.util.Map.Entry::getKey, java.util.Map.Entry::getValue)
        .doOnNext(metrics::backlog).then();
  }
}
