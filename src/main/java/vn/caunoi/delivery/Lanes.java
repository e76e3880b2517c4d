package vn.caunoi.delivery;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;

/** Table {@code delivery_lane}: which node sends for an account. Of all wards at once, since a node serves them all. */
@Component
class Lanes {
  /** The lane is ours; nothing may leave before {@code gate} has passed. */
  record Lease(UUID wardId, UUID accountId, long token, Duration gate) {}

  private final DatabaseClient database;

  Lanes(DatabaseClient database) {
    this.database = database;
  }

  /** Keeps the lanes we have and takes those that nobody holds; gives the ones we hold now. A lease that ran out in between is a new one. */
  Flux<Lease> keep(UUID owner, List<ChannelAccount> accounts, Duration lease) {
    return database.sql("""
        insert into delivery_lane as l (ward_id, account_id, owner, token, lease_until)
        select ward_id, account_id, :owner, 1, clock_timestamp() + :lease * interval '1 millisecond'
        from unnest(:wards::uuid[], :accounts::uuid[]) as a(ward_id, account_id) order by 1, 2
        on conflict (ward_id, account_id) do update set owner = excluded.owner,
          token = l.token + case when l.owner = excluded.owner and l.lease_until > clock_timestamp() then 0 else 1 end,
          lease_until = clock_timestamp() + :lease * interval '1 millisecond'
        where l.owner = excluded.owner or l.lease_until < clock_timestamp()
        returning ward_id, account_id, token,
          greatest(0, extract(epoch from coalesce(gate_until, 'epoch') - clock_timestamp()) * 1000)::bigint as gate""")
        .bind("owner", owner).bind("lease", lease.toMillis())
        .bind("wards", accounts.stream().map(ChannelAccount::wardId).toArray(UUID[]::new))
        .bind("accounts", accounts.stream().map(ChannelAccount::id).toArray(UUID[]::new))
        .map(row -> new Lease(row.get("ward_id", UUID.class), row.get("account_id", UUID.class), row.get("token", Long.class),
            Duration.ofMillis(row.get("gate", Long.class)))).all();
  }

  /** The network asked for a pause: whoever holds the lane next must keep it too. */
  Mono<Void> gate(UUID ward, UUID account, long token, Duration wait) {
    return database.sql("""
        update delivery_lane set gate_until = greatest(gate_until, clock_timestamp() + :wait * interval '1 millisecond')
        where ward_id = :ward and account_id = :account and token = :token""")
        .bind("ward", ward).bind("account", account).bind("token", token).bind("wait", wait.toMillis()).then();
  }

  /** Gives all lanes back, so that another node need not wait for the leases to run out. */
  Mono<Void> release(UUID owner) {
    return database.sql("update delivery_lane set lease_until = clock_timestamp() where owner = :owner and lease_until > clock_timestamp()")
        .bind("owner", owner).then();
  }

  /** Accounts whose lanes we hold and that have something due. */
  Flux<UUID> withWork(UUID owner, java.time.Instant now) {
    return database.sql("""
        select account_id from delivery_lane l where owner = :owner and lease_until > clock_timestamp() and (
          exists (select 1 from delivery d where d.ward_id = l.ward_id and d.account_id = l.account_id and d.status = 'PLANNED'
            and d.priority = 0 and d.due_at <= :now)
          or exists (select 1 from delivery d where d.ward_id = l.ward_id and d.account_id = l.account_id and d.status = 'PLANNED'
            and d.priority = 1 and d.due_at <= :now))""")
        .bind("owner", owner).bind("now", now).map(row -> row.get("account_id", UUID.class)).all();
  }
}
