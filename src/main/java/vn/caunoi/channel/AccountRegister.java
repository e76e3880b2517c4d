package vn.caunoi.channel;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.platform.Ids;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.NotFound;

/** The accounts of a ward as an administrator handles them: added, put to use, removed, and how they are. */
@Component
public class AccountRegister {
  private static final String SELECT = """
      select a.ward_id, a.id, a.channel, a.name, a.external_id, a.simulated, a.status, a.status_reason, a.rate_per_second, a.setting_up,
        p.heard_at, p.sent_at, p.called_at, p.refused_at, p.throttled_on, coalesce(p.throttled, 0) as throttled
      from channel_account a left join channel_pulse p on p.ward_id = a.ward_id and p.account_id = a.id
      where a.ward_id = :ward and a.removed_at is null\s""";

  private final DatabaseClient database;
  private final ChannelAccounts accounts;
  private final Ids ids;
  private final Clock clock;

  AccountRegister(DatabaseClient database, ChannelAccounts accounts, Ids ids, Clock clock) {
    this.database = database;
    this.accounts = accounts;
    this.ids = ids;
    this.clock = clock;
  }

  public Flux<AccountHealth> of(UUID ward) {
    return database.sql(SELECT + "order by a.channel, a.name limit 50").bind("ward", ward).map(AccountRegister::toHealth).all();
  }

  /** Errs with {@link NotFound}, also for an account that was removed. */
  public Mono<AccountHealth> get(UUID ward, UUID id) {
    return database.sql(SELECT + "and a.id = :id").bind("ward", ward).bind("id", id).map(AccountRegister::toHealth).one()
        .switchIfEmpty(Mono.error(() -> new NotFound("Không có tài khoản kênh này, hoặc đã được gỡ.")));
  }

  /** Adds an account that nothing is sent by before {@link #putToUse}. The name is unique per network in the whole installation. */
  public Mono<ChannelAccount> add(UUID ward, Channel channel, String name, boolean simulated, double ratePerSecond, Map<String, String> credentials) {
    var id = ids.next();
    return database.sql("""
        insert into channel_account (ward_id, id, channel, name, simulated, status, setting_up, rate_per_second, credentials, created_at)
        values (:ward, :id, :channel, :name, :simulated, 'PAUSED', true, :rate, :credentials, :now)
        on conflict (channel, name) where removed_at is null do nothing""")
        .bind("ward", ward).bind("id", id).bind("channel", channel.name()).bind("name", name).bind("simulated", simulated)
        .bind("rate", ratePerSecond).bind("credentials", accounts.seal(credentials)).bind("now", clock.instant())
        .fetch().rowsUpdated()
        .flatMap(rows -> rows == 1
            ? accounts.get(ward, id)
            : Mono.error(() -> new InvalidInput("name", "Tên này đã dùng cho một tài khoản %s khác của hệ thống. Xin chọn tên khác."
                .formatted(channel.label()))));
  }

  /** From now on messages leave by it, also after a pause. */
  public Mono<Void> putToUse(UUID ward, UUID id) {
    return database.sql("""
        update channel_account set setting_up = false, status = 'ACTIVE', status_reason = null
        where ward_id = :ward and id = :id and removed_at is null""")
        .bind("ward", ward).bind("id", id).then();
  }

  public Mono<Void> pause(UUID ward, UUID id) {
    return accounts.markPaused(ward, id);
  }

  /** Its secrets are deleted and its name is free again; what happened with it stays. */
  public Mono<Void> remove(UUID ward, UUID id) {
    return database.sql("""
        update channel_account set removed_at = :now, status = 'PAUSED', status_reason = null, credentials = null
        where ward_id = :ward and id = :id and removed_at is null""")
        .bind("ward", ward).bind("id", id).bind("now", clock.instant()).then();
  }

  /** The same OA or bot belongs to another account of this installation, of whatever ward. */
  public Mono<Boolean> isTaken(ChannelAccount account, String externalId) {
    return database.sql("""
        select exists (select 1 from channel_account
          where channel = :channel and external_id = :external and id <> :id and removed_at is null) as taken""")
        .bind("channel", account.channel().name()).bind("external", externalId).bind("id", account.id())
        .map(row -> Boolean.TRUE.equals(row.get("taken", Boolean.class))).one();
  }

  private static AccountHealth toHealth(Readable row) {
    return new AccountHealth(ChannelAccounts.toAccount(row), Boolean.TRUE.equals(row.get("setting_up", Boolean.class)),
        new AccountHealth.Pulse(row.get("heard_at", Instant.class), row.get("sent_at", Instant.class), row.get("called_at", Instant.class),
            row.get("refused_at", Instant.class), row.get("throttled_on", LocalDate.class), row.get("throttled", Long.class)));
  }
}
