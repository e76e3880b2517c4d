package vn.caunoi.channel;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import vn.caunoi.platform.VietnamTime;

/** Table {@code channel_pulse}: many accounts in one statement. */
@Repository
class PulseRows {
  record Written(UUID ward, UUID account) {}

  record Found(AccountPulse.Door door, UUID account) {}

  private final DatabaseClient database;
  private final Clock clock;

  PulseRows(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Several nodes write the same account: times only rise, counts add up. */
  Flux<Written> write(List<Beat.Taken> beats) {
    return database.sql("""
        insert into channel_pulse as p (ward_id, account_id, heard_at, sent_at, called_at, refused_at, throttled_on, throttled)
        select a.ward_id, a.id, to_timestamp(nullif(b.heard, 0) / 1000.0), to_timestamp(nullif(b.sent, 0) / 1000.0),
          to_timestamp(nullif(b.called, 0) / 1000.0), to_timestamp(nullif(b.refused, 0) / 1000.0), :today, b.throttled
        from unnest(:accounts::uuid[], :heard::bigint[], :sent::bigint[], :called::bigint[], :refused::bigint[], :throttled::bigint[])
          as b(account, heard, sent, called, refused, throttled)
        join channel_account a on a.id = b.account order by 1, 2
        on conflict (ward_id, account_id) do update set heard_at = greatest(p.heard_at, excluded.heard_at),
          sent_at = greatest(p.sent_at, excluded.sent_at), called_at = greatest(p.called_at, excluded.called_at),
          refused_at = greatest(p.refused_at, excluded.refused_at), throttled_on = excluded.throttled_on,
          throttled = excluded.throttled + case when p.throttled_on = excluded.throttled_on then p.throttled else 0 end
        returning ward_id, account_id""")
        .bind("today", VietnamTime.dateOf(clock.instant()))
        .bind("accounts", beats.stream().map(Beat.Taken::account).toArray(UUID[]::new))
        .bind("heard", column(beats, Beat.Taken::heard)).bind("sent", column(beats, Beat.Taken::sent))
        .bind("called", column(beats, Beat.Taken::called)).bind("refused", column(beats, Beat.Taken::refused))
        .bind("throttled", column(beats, Beat.Taken::throttled))
        .map(row -> new Written(row.get("ward_id", UUID.class), row.get("account_id", UUID.class))).all();
  }

  /** The accounts that these webhooks belong to; names that nobody has are left out. */
  Flux<Found> behind(Collection<AccountPulse.Door> doors) {
    return database.sql("""
        select a.id, a.channel, a.name from unnest(:channels::text[], :names::text[]) as d(channel, name)
        join channel_account a on a.channel = d.channel and a.name = d.name and a.removed_at is null""")
        .bind("channels", doors.stream().map(door -> door.channel().name()).toArray(String[]::new))
        .bind("names", doors.stream().map(AccountPulse.Door::name).toArray(String[]::new))
        .map(row -> new Found(new AccountPulse.Door(Channel.valueOf(row.get("channel", String.class)), row.get("name", String.class)),
            row.get("id", UUID.class))).all();
  }

  private static Long[] column(List<Beat.Taken> beats, ToLongFunction<Beat.Taken> value) {
    return beats.stream().mapToLong(value).boxed().toArray(Long[]::new);
  }
}
