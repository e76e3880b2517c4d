package vn.caunoi.delivery;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.delivery.NewDelivery.Purpose;

/** Claims whose owner has not said what became of them in time: they may have arrived. Of all wards at once. */
@Component
class Orphans {
  private static final SendOutcome LEFT_BEHIND = new SendOutcome.Unknown("lease-ran-out");

  /** An owner that lives but cannot write: it knows better than we do. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final DatabaseClient database;
  private final Decisions decisions;
  private final TransactionalOperator transactions;

  Orphans(DatabaseClient database, Decisions decisions, TransactionalOperator transactions) {
    this.database = database;
    this.decisions = decisions;
    this.transactions = transactions;
  }

  /** Gives how many were settled. */
  Mono<Integer> settle(int most) {
    return database.sql("""
        select ward_id, id, account_id, channel, purpose, route, campaign_id, attempts, repeated, due_at, claim_token, seq from delivery d
        where status = 'CLAIMED' and claimed_until < clock_timestamp()
          and (claimed_until < clock_timestamp() - :patience * interval '1 millisecond' or not exists (select 1 from delivery_lane l
            where l.ward_id = d.ward_id and l.account_id = d.account_id and l.token = d.claim_token and l.lease_until > clock_timestamp()))
        order by claimed_until limit :most for update skip locked""")
        .bind("most", most).bind("patience", PATIENCE.toMillis()).map(Orphans::toDecision).all().collectList()
        .flatMap(left -> left.isEmpty() ? Mono.just(0) : decisions.write(left).count().map(Long::intValue))
        .as(transactions::transactional);
  }

  private static Decision toDecision(Readable row) {
    var to = new ChannelAddress(Channel.valueOf(row.get("channel", String.class)), row.get("account_id", UUID.class), "");
    var delivery = new Delivery(row.get("ward_id", UUID.class), row.get("id", UUID.class), to, Purpose.valueOf(row.get("purpose", String.class)),
        Route.valueOf(row.get("route", String.class)), row.get("campaign_id", UUID.class), Delivery.Status.CLAIMED, null, null,
        row.get("attempts", Integer.class), row.get("repeated", Boolean.class), row.get("due_at", Instant.class));
    return new Decision(new Claimed(delivery, null, row.get("claim_token", Long.class), row.get("seq", Long.class), 0), LEFT_BEHIND, true);
  }
}
