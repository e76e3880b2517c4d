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
  private final CampaignHolds holds;
  private final Receipts receipts;
  private final DeliveryMetrics metrics;
  private final Clock clock;

  DeliverySweep(DatabaseClient database, Orphans orphans, CampaignHolds holds, Receipts receipts, DeliveryMetrics metrics,
      Clock clock) {
    this.database = database;
    this.orphans = orphans;
    this.holds = holds;
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
    return orphans.settle(MOST).doOnNext(DeliverySweep::tell).then(holds.sweep()).then(receipts.settleEarly()).then(countBacklog());
  }

  private static void tell(int settled) {
    if (settled > 0) {
      log.warn("claims left behind count={}", settled);
    }
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
