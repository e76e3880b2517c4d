package vn.caunoi.delivery;

import java.time.Clock;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Puts messages of unknown fate back into the queue, because a person says so. Gives the accounts that have work then. */
@Component
class Resends {
  private static final String AGAIN = """
      update delivery set status = 'PLANNED', reason = null, attempts = 0, repeated = true, due_at = :now, decided_at = null, claim_token = null,
        echo_hash = null
      where ward_id = :ward and status = 'UNKNOWN' and to_sealed is not null and (content_sealed is not null or content_id is not null)
        and %s returning account_id""";

  private final DatabaseClient database;
  private final Clock clock;

  Resends(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  Mono<UUID> one(UUID ward, UUID id) {
    return put("id = :which", ward, id).next();
  }

  Flux<UUID> ofCampaign(UUID ward, UUID campaign) {
    return put("campaign_id = :which", ward, campaign);
  }

  private Flux<UUID> put(String condition, UUID ward, UUID which) {
    return database.sql(AGAIN.formatted(condition)).bind("ward", ward).bind("which", which).bind("now", clock.instant())
        .map(row -> row.get("account_id", UUID.class)).all();
  }
}
