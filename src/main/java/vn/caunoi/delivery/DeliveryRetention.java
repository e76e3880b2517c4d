package vn.caunoi.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.schedule.RecurringWork;

/** Wipes texts and addresses that have been kept long enough, in all wards. */
@Component
class DeliveryRetention implements RecurringWork {
  private static final int BATCH = 5_000;
  private static final int BATCHES = 40;

  private final DatabaseClient database;
  private final DeliverySettings settings;
  private final Clock clock;

  DeliveryRetention(DatabaseClient database, DeliverySettings settings, Clock clock) {
    this.database = database;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "delivery-retention";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(6);
  }

  @Override
  public Mono<Void> run() {
    var old = clock.instant().minus(settings.keepTexts());
    return Flux.range(0, BATCHES).concatMap(round -> wipe(old)).takeUntil(wiped -> wiped < BATCH)
        .then(Mono.defer(() -> deleteTexts(old)));
  }

  private Mono<Long> wipe(Instant old) {
    return database.sql("""
        update delivery d set content_sealed = null, to_sealed = null, to_hash = null, echo_hash = null, contact_id = null,
          conversation_id = null
        from (select ward_id, id from delivery
          where decided_at < :old and (content_sealed is not null or to_sealed is not null or conversation_id is not null) limit :most) o
        where d.ward_id = o.ward_id and d.id = o.id""")
        .bind("old", old).bind("most", BATCH).fetch().rowsUpdated();
  }

  private Mono<Void> deleteTexts(Instant old) {
    return database.sql("""
        delete from delivery_content c where created_at < :old and not exists (select 1 from delivery d
          where d.ward_id = c.ward_id and d.campaign_id = c.campaign_id and d.status in ('PLANNED', 'CLAIMED'))""")
        .bind("old", old).then();
  }
}
