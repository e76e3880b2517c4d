package vn.caunoi.channel;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.platform.Ids;
import vn.caunoi.platform.NotFound;
import vn.caunoi.platform.Vault;

/** The accounts of all wards, with their credentials sealed. */
@Component
public class ChannelAccounts {
  private static final String CREDENTIALS = "channel_account.credentials";
  private static final String COLUMNS =
      "select ward_id, id, channel, name, external_id, simulated, status, status_reason, "
          + "coalesce(allowed_per_second, rate_per_second) as rate_per_second, credentials from channel_account ";

  /** An account together with what signs it in. Never printed. */
  public record Secrets(ChannelAccount account, Map<String, String> credentials) {
    @Override
    public String toString() {
      return "Secrets[" + account.id() + "]";
    }
  }

  private final DatabaseClient database;
  private final Vault vault;
  private final JsonMapper json;
  private final Ids ids;
  private final Clock clock;

  ChannelAccounts(DatabaseClient database, Vault vault, JsonMapper json, Ids ids, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
  }

  public Mono<ChannelAccount> get(UUID ward, UUID id) {
    return database.sql(COLUMNS + "where ward_id = :ward and id = :id").bind("ward", ward).bind("id", id).map(ChannelAccounts::toAccount).one()
        .switchIfEmpty(Mono.error(() -> new NotFound("Không có tài khoản kênh này.")));
  }

  /** For webhooks, which name an account before they know its ward. */
  public Mono<Secrets> findByName(Channel channel, String name) {
    return database.sql(COLUMNS + "where channel = :channel and name = :name and removed_at is null").bind("channel", channel.name()).bind("name", name)
        .map(this::toSecrets).one();
  }

  public Mono<Secrets> secrets(UUID ward, UUID id) {
    return database.sql(COLUMNS + "where ward_id = :ward and id = :id").bind("ward", ward).bind("id", id).map(this::toSecrets).one();
  }

  public Flux<ChannelAccount> of(UUID ward) {
    return database.sql(COLUMNS + "where ward_id = :ward and removed_at is null order by channel, name limit 50").bind("ward", ward).map(ChannelAccounts::toAccount).all();
  }

  /** For workers that serve every ward: all accounts of one channel with their secrets. */
  public Flux<Secrets> everywhere(Channel channel) {
    return database.sql(COLUMNS + "where channel = :channel and removed_at is null order by ward_id, id").bind("channel", channel.name()).map(this::toSecrets).all();
  }

  /** For the dispatcher: the accounts that may send, in any ward. */
  public Flux<ChannelAccount> active() {
    return database.sql(COLUMNS + "where status = 'ACTIVE' and removed_at is null order by ward_id, id").map(ChannelAccounts::toAccount).all();
  }

  /** Adds an account, or leaves the one of this channel and name as it is. */
  public Mono<ChannelAccount> add(UUID ward, Channel channel, String name, boolean simulated, double ratePerSecond, Map<String, String> credentials) {
    return database.sql("""
        insert into channel_account (ward_id, id, channel, name, simulated, rate_per_second, credentials, created_at)
        values (:ward, :id, :channel, :name, :simulated, :rate, :credentials, :now) on conflict (channel, name) where removed_at is null do nothing""")
        .bind("ward", ward).bind("id", ids.next()).bind("channel", channel.name()).bind("name", name).bind("simulated", simulated)
        .bind("rate", ratePerSecond).bind("credentials", seal(credentials)).bind("now", clock.instant())
        .then()
        .then(Mono.defer(() -> findByName(channel, name))).map(Secrets::account);
  }

  public Mono<Void> keep(UUID ward, UUID id, @Nullable String externalId, Map<String, String> credentials) {
    var update = database.sql("""
        update channel_account set external_id = coalesce(:external, external_id), credentials = :credentials
        where ward_id = :ward and id = :id""").bind("ward", ward).bind("id", id).bind("credentials", seal(credentials));
    return (externalId == null ? update.bindNull("external", String.class) : update.bind("external", externalId)).then();
  }

  /** What the network calls this account: the OA id, or the bot's user name. */
  public Mono<Void> keepExternalId(UUID ward, UUID id, String externalId) {
    return database.sql("update channel_account set external_id = :external where ward_id = :ward and id = :id")
        .bind("external", externalId).bind("ward", ward).bind("id", id).then();
  }

  /** Something is wrong, yet what can be sent is sent. {@code reason} is shown to the administrator. */
  public Mono<Void> markDegraded(UUID ward, UUID id, String reason) {
    return database.sql("update channel_account set status_reason = :reason where ward_id = :ward and id = :id and status = 'ACTIVE'")
        .bind("reason", reason).bind("ward", ward).bind("id", id).then();
  }

  /** The network takes this account again; one that a person paused, or has not put to use yet, stays as it is. */
  public Mono<Void> markRecovered(UUID ward, UUID id) {
    return database.sql("""
        update channel_account set status = 'ACTIVE', status_reason = null
        where ward_id = :ward and id = :id and status <> 'PAUSED' and not setting_up and (status <> 'ACTIVE' or status_reason is not null)""")
        .bind("ward", ward).bind("id", id).then();
  }

  /**
   * The network refuses this account: nothing leaves by it until it is active again. {@code reason} is shown to the administrator. One that
   * is not in use yet stays so: its recovery must not put it to use.
   */
  public Mono<Void> markDown(UUID ward, UUID id, String reason) {
    return mark(ward, id, ChannelAccount.Status.DOWN, reason);
  }

  public Mono<Void> markActive(UUID ward, UUID id) {
    return mark(ward, id, ChannelAccount.Status.ACTIVE, "");
  }

  public Mono<Void> markPaused(UUID ward, UUID id) {
    return mark(ward, id, ChannelAccount.Status.PAUSED, "");
  }

  private Mono<Void> mark(UUID ward, UUID id, ChannelAccount.Status status, String reason) {
    return database.sql("""
        update channel_account set status_reason = nullif(:reason, ''),
          status = case when setting_up then 'PAUSED' else :status end
        where ward_id = :ward and id = :id""")
        .bind("status", status.name()).bind("reason", reason).bind("ward", ward).bind("id", id).then();
  }

  byte[] seal(Map<String, String> credentials) {
    return vault.seal(CREDENTIALS, json.writeValueAsBytes(credentials));
  }

  private Secrets toSecrets(Readable row) {
    var sealed = row.get("credentials", byte[].class);
    Map<String, String> credentials =
        sealed == null ? Map.of() : json.readValue(vault.open(CREDENTIALS, sealed), new TypeReference<Map<String, String>>() {});
    return new Secrets(toAccount(row), credentials);
  }

  static ChannelAccount toAccount(Readable row) {
    return new ChannelAccount(row.get("ward_id", UUID.class), row.get("id", UUID.class), Channel.valueOf(row.get("channel", String.class)),
        row.get("name", String.class), row.get("external_id", String.class), row.get("simulated", Boolean.class),
        ChannelAccount.Status.valueOf(row.get("status", String.class)), row.get("status_reason", String.class),
        row.get("rate_per_second", Double.class));
  }
}
