package vn.caunoi.channel;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.AccountStanding.Quota;

/** Tables {@code account_standing} and {@code account_quota}: what networks say of our accounts. */
@Component
public class AccountStandings {
  private final DatabaseClient database;
  private final Clock clock;

  AccountStandings(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Of all accounts of the ward of which something is known, by their id. */
  public Mono<Map<UUID, AccountStanding>> of(UUID ward) {
    return database.sql("select * from account_standing where ward_id = :ward limit 50").bind("ward", ward)
        .map(AccountStandings::toStanding).all().collectMap(AccountStanding::accountId)
        .zipWith(quotas(ward), AccountStandings::together);
  }

  public Mono<AccountStanding> of(UUID ward, UUID account) {
    return of(ward).map(all -> all.getOrDefault(account, AccountStanding.unknown(account)));
  }

  /** The package the account is on. */
  public Mono<Void> keepPackage(ChannelAccount account, @Nullable String name, @Nullable LocalDate until, @Nullable Boolean renews) {
    var insert = upsert(account, "package_name, package_until, package_renews, checked_at", ":name, :until, :renews, :now",
        "package_name = excluded.package_name, package_until = excluded.package_until, package_renews = excluded.package_renews, "
            + "checked_at = excluded.checked_at");
    insert = bind(insert, "name", String.class, name);
    insert = bind(insert, "until", LocalDate.class, until);
    return bind(insert, "renews", Boolean.class, renews).then();
  }

  /** The limits that came with an answer. */
  public Mono<Void> keepLimits(ChannelAccount account, int perMinute, int remaining) {
    return upsert(account, "limit_per_minute, limit_remaining, limit_seen_at", ":limit, :remaining, :now",
        "limit_per_minute = excluded.limit_per_minute, limit_remaining = excluded.limit_remaining, limit_seen_at = excluded.limit_seen_at")
        .bind("limit", perMinute).bind("remaining", remaining).then();
  }

  public Mono<Void> keepQuota(ChannelAccount account, Quota quota) {
    var insert = database.sql("""
        insert into account_quota (ward_id, account_id, kind, remaining, total, valid_until, seen_at)
        values (:ward, :account, :kind, :remaining, :total, :until, :now)
        on conflict (ward_id, account_id, kind) do update set remaining = excluded.remaining, total = excluded.total,
          valid_until = coalesce(excluded.valid_until, account_quota.valid_until), seen_at = excluded.seen_at""")
        .bind("ward", account.wardId()).bind("account", account.id()).bind("kind", quota.kind()).bind("remaining", quota.remaining())
        .bind("total", quota.total()).bind("now", clock.instant());
    return bind(insert, "until", String.class, quota.validUntil()).then();
  }

  /**
   * What package and limits allow the account's lane, in messages a second; null: what was set for the account holds again. Only a
   * {@code trusted} rate may be above what was set.
   */
  public Mono<Void> allow(ChannelAccount account, @Nullable Double perSecond, boolean trusted) {
    return bind(database.sql("""
        update channel_account set allowed_per_second = case when :trusted or :rate::float8 is null then :rate::float8 else least(rate_per_second, :rate::float8) end
        where ward_id = :ward and id = :account and (:rate::float8 is not null or allowed_per_second is not null)""")
        .bind("ward", account.wardId()).bind("account", account.id()).bind("trusted", trusted), "rate", Double.class, perSecond)
        .then();
  }

  private Mono<Map<UUID, List<Quota>>> quotas(UUID ward) {
    record Of(UUID account, Quota quota) {}
    return database.sql("select account_id, kind, remaining, total, valid_until from account_quota where ward_id = :ward order by kind limit 200")
        .bind("ward", ward)
        .map(row -> new Of(row.get("account_id", UUID.class), new Quota(row.get("kind", String.class), row.get("remaining", Long.class),
            row.get("total", Long.class), row.get("valid_until", String.class)))).all()
        .collect(Collectors.groupingBy(Of::account, Collectors.mapping(Of::quota, Collectors.toList())));
  }

  private static Map<UUID, AccountStanding> together(Map<UUID, AccountStanding> standings, Map<UUID, List<Quota>> quotas) {
    var all = new java.util.HashMap<>(standings);
    quotas.forEach((account, stock) -> all.put(account, standings.getOrDefault(account, AccountStanding.unknown(account)).with(stock)));
    return Map.copyOf(all);
  }

  private GenericExecuteSpec upsert(ChannelAccount account, String columns, String values, String update) {
    return database.sql("insert into account_standing (ward_id, account_id, " + columns + ") values (:ward, :account, " + values
        + ") on conflict (ward_id, account_id) do update set " + update)
        .bind("ward", account.wardId()).bind("account", account.id()).bind("now", clock.instant());
  }

  private static <T> GenericExecuteSpec bind(GenericExecuteSpec statement, String name, Class<T> type, @Nullable T value) {
    return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
  }

  private static AccountStanding toStanding(Readable row) {
    return new AccountStanding(row.get("account_id", UUID.class), row.get("package_name", String.class), row.get("package_until", LocalDate.class),
        row.get("package_renews", Boolean.class), row.get("limit_per_minute", Integer.class), row.get("limit_remaining", Integer.class),
        row.get("limit_seen_at", Instant.class),
        row.get("checked_at", Instant.class), List.of());
  }
}
