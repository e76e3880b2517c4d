package vn.caunoi.delivery;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.delivery.NewDelivery.Purpose;

/** Table {@code delivery}: taking what is due. */
@Component
class Claims {
  private static final Logger log = LoggerFactory.getLogger(Claims.class);

  private final DatabaseClient database;
  private final SealedMessages sealed;
  private final DeliverySettings settings;
  private final Clock clock;

  Claims(DatabaseClient database, SealedMessages sealed, DeliverySettings settings, Clock clock) {
    this.database = database;
    this.sealed = sealed;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Takes what is due for this account, those first for whom somebody waits; while there are such, bulk gets four fifths at most. Of one
   * address only its oldest open reply, so that replies stay in order. Nothing when the lane is no longer this owner's.
   */
  Mono<List<Claimed>> claim(ChannelAccount account, UUID owner, long token, int most) {
    long sendBefore = System.nanoTime() + settings.lease().toNanos();
    Map<UUID, OutboundMessage> shared = new HashMap<>();
    return database.sql("""
        with lane as (
          select 1 from delivery_lane
          where ward_id = :ward and account_id = :account and owner = :owner and token = :token and lease_until > clock_timestamp()),
        talk as (
          select id from delivery d
          where ward_id = :ward and account_id = :account and status = 'PLANNED' and priority = 0 and due_at <= :now
            and exists (select 1 from lane)
            and not exists (select 1 from delivery o
              where o.ward_id = d.ward_id and o.account_id = d.account_id and o.to_hash = d.to_hash and o.priority = 0 and o.seq < d.seq
                and (o.status = 'PLANNED' or o.status = 'CLAIMED' and o.claim_token = :token))
          order by due_at, seq limit :most for update skip locked),
        bulk as (
          select id from delivery d
          where ward_id = :ward and account_id = :account and status = 'PLANNED' and priority = 1 and due_at <= :now
            and exists (select 1 from lane)
            and not exists (select 1 from delivery_hold h where h.ward_id = d.ward_id and h.campaign_id = d.campaign_id)
          order by due_at, seq
          limit (select case when count(*) = 0 then :most else least(:most - count(*), :most * 4 / 5) end from talk)
          for update skip locked),
        due as (select id from talk union all select id from bulk)
        update delivery d set status = 'CLAIMED', claim_token = :token,
          claimed_until = clock_timestamp() + :hold * interval '1 millisecond'
        from due where d.ward_id = :ward and d.id = due.id
        returning d.id, d.seq, d.channel, d.purpose, d.route, d.campaign_id, d.attempts, d.repeated, d.due_at, d.priority, d.to_sealed,
          d.content_sealed, d.content_id, d.ephemeral,
          (select c.sealed from delivery_content c where c.ward_id = d.ward_id and c.id = d.content_id) as shared""")
        .bind("ward", account.wardId()).bind("account", account.id()).bind("owner", owner).bind("token", token)
        .bind("now", clock.instant()).bind("most", most).bind("hold", settings.lease().plus(settings.sendTimeout()).toMillis())
        .map(row -> toClaimed(account.wardId(), account.id(), row, token, sendBefore, shared)).all()
        .collectList()
        .map(Claims::inOrder);
  }

  private static List<Claimed> inOrder(List<Claimed> claimed) {
    return claimed.stream().sorted(Comparator.<Claimed, Boolean>comparing(c -> !c.delivery().purpose().isConversational())
        .thenComparing(c -> c.delivery().dueAt()).thenComparing(Claimed::seq)).toList();
  }

  /** {@code shared} remembers texts that stand once for many. */
  Claimed toClaimed(UUID ward, UUID account, Readable row, long token, long sendBefore, Map<UUID, OutboundMessage> shared) {
    var id = row.get("id", UUID.class);
    var channel = Channel.valueOf(row.get("channel", String.class));
    ChannelAddress to = new ChannelAddress(channel, account, "");
    OutboundMessage message = null;
    try {
      to = sealed.open(channel, account, row.get("to_sealed", byte[].class));
      message = message(row, shared);
    } catch (RuntimeException e) { // one row that does not open must not stop the lane
      log.error("delivery unreadable delivery={} error={}", id, e.getClass().getSimpleName());
    }
    var delivery = new Delivery(ward, id, to, Purpose.valueOf(row.get("purpose", String.class)),
        Route.valueOf(row.get("route", String.class)), row.get("campaign_id", UUID.class), Delivery.Status.CLAIMED, null, null,
        row.get("attempts", Integer.class), row.get("repeated", Boolean.class), row.get("due_at", Instant.class));
    return new Claimed(delivery, message, token, row.get("seq", Long.class), sendBefore);
  }

  private @Nullable OutboundMessage message(Readable row, Map<UUID, OutboundMessage> shared) {
    var own = row.get("content_sealed", byte[].class);
    if (own != null) {
      var message = sealed.openOwn(own);
      return row.get("ephemeral", Boolean.class) ? message.readOnce() : message;
    }
    var bytes = row.get("shared", byte[].class);
    return bytes == null ? null : shared.computeIfAbsent(row.get("content_id", UUID.class), id -> sealed.openShared(bytes));
  }
}
