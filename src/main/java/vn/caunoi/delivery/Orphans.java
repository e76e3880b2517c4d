package vn.caunoi.delivery;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.SendOutcome;

/** Claims whose owner has not said what became of them in time: they may have arrived. Of all wards at once. */
@Component
class Orphans {
  private static final SendOutcome LEFT_BEHIND = new SendOutcome.Unknown("lease-ran-out");

  /** An owner that lives but cannot write: it knows better than we do. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final DatabaseClient database;
  private final Claims claims;
  private final Decisions decisions;
  private final TransactionalOperator transactions;

  Orphans(DatabaseClient database, Claims claims, Decisions decisions, TransactionalOperator transactions) {
    this.database = database;
    this.claims = claims;
    this.decisions = decisions;
    this.transactions = transactions;
  }

  /** Gives how many were settled. */
  Mono<Integer> settle(int most) {
    Map<UUID, OutboundMessage> shared = new HashMap<>();
    return database.sql("""
        select ward_id, id, account_id, channel, purpose, route, campaign_id, attempts, repeated, due_at, claim_token, seq, to_sealed,
          content_sealed, content_id, ephemeral,
          (select c.sealed from delivery_content c where c.ward_id = d.ward_id and c.id = d.content_id) as shared
        from delivery d
        where status = 'CLAIMED' and claimed_until < clock_timestamp()
          and (claimed_until < clock_timestamp() - :patience * interval '1 millisecond' or not exists (select 1 from delivery_lane l
            where l.ward_id = d.ward_id and l.account_id = d.account_id and l.token = d.claim_token and l.lease_until > clock_timestamp()))
        order by claimed_until limit :most for update skip locked""")
        .bind("most", most).bind("patience", PATIENCE.toMillis()).map(row -> toDecision(row, shared)).all().collectList()
        .flatMap(left -> left.isEmpty() ? Mono.just(0) : decisions.write(left).count().map(Long::intValue))
        .as(transactions::transactional);
  }

  /** Opened, so that an echo may still find it. */
  private Decision toDecision(Readable row, Map<UUID, OutboundMessage> shared) {
    var claimed = claims.toClaimed(row.get("ward_id", UUID.class), row.get("account_id", UUID.class), row, row.get("claim_token", Long.class), 0, shared);
    return new Decision(claimed, LEFT_BEHIND, true);
  }
}
