package vn.caunoi.contact;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Barrier;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.platform.Vault;

/** Table {@code contact_address}: the network's id sealed, beside a keyed hash for look-up. */
@Component
class ContactAddresses {
  private static final String SEAL = "contact_address.address";
  private static final String LOOKUP = "contact_address";
  private static final String THIS_ADDRESS = "where ward_id = :ward and account_id = :account and address_hash = :hash";
  private static final String REACH = "select account_id, channel, address_sealed, status, status_reason, last_in_at, followed_at, welcomes_used, "
      + "refusal, refused_at from contact_address ";
  /** An address that acts is reachable again; an old event that comes late does not lift a newer refusal. */
  private static final String ACTS = """
      status = 'ACTIVE', status_reason = null,
      refusal = case when a.refused_at > :at then a.refusal end, refused_at = case when a.refused_at > :at then a.refused_at end\s""";

  private final DatabaseClient database;
  private final Vault vault;
  private final Clock clock;

  ContactAddresses(DatabaseClient database, Vault vault, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * One statement, so that two first messages at once still make one contact. Ids are random: a UUID of version 7 would tell the time to the
   * millisecond. {@code follows}: whoever did nothing but follow gets the welcome quota; for everybody else it counts like any other act.
   */
  Mono<Contact> findOrAdd(UUID ward, ChannelAddress address, Instant at, boolean follows) {
    return bind(database.sql("""
        with a as (
          insert into contact_address as a (ward_id, account_id, address_hash, channel, address_sealed, contact_id, last_in_at, followed_at)
          values (:ward, :account, :hash, :channel, :sealed, :id, case when not :follows then :at::timestamptz end,
            case when :follows then :at::timestamptz end)
          on conflict (ward_id, account_id, address_hash) do update set\s""" + ACTS + """
            , last_in_at = case when not :follows or a.last_in_at is not null then greatest(a.last_in_at, :at::timestamptz) end,
            followed_at = greatest(a.followed_at, excluded.followed_at)
          returning contact_id),
        added as (
          insert into contact (ward_id, id, created_at)
          select :ward, a.contact_id, :now from a where a.contact_id = :id
          returning ward_id, id, group_id, household, language)
        select ward_id, id, group_id, household, language from added
        union all
        select c.ward_id, c.id, c.group_id, c.household, c.language from contact c join a on c.id = a.contact_id where c.ward_id = :ward
        """), ward, address)
        .bind("channel", address.channel().name()).bind("sealed", vault.seal(SEAL, address.externalId()))
        .bind("id", UUID.randomUUID()).bind("at", hour(at)).bind("now", hour(clock.instant())).bind("follows", follows)
        .map(Contacts::toContact).one();
  }

  Mono<Contact> findContact(UUID ward, ChannelAddress address) {
    return bind(database.sql("""
        select c.ward_id, c.id, c.group_id, c.household, c.language
        from contact_address a join contact c on c.ward_id = a.ward_id and c.id = a.contact_id
        where a.ward_id = :ward and a.account_id = :account and a.address_hash = :hash"""), ward, address)
        .map(Contacts::toContact).one();
  }

  Mono<ReachableAddress> reach(UUID ward, ChannelAddress address) {
    return bind(database.sql(REACH + THIS_ADDRESS), ward, address).map(this::toReachable).one();
  }

  Flux<ReachableAddress> of(UUID ward, UUID contact) {
    return database.sql(REACH + "where ward_id = :ward and contact_id = :contact order by last_in_at desc nulls last, account_id limit 50")
        .bind("ward", ward).bind("contact", contact).map(this::toReachable).all();
  }

  /** Writes only what changes: a group that talks all day touches its members once an hour. */
  Mono<Void> touch(UUID ward, ChannelAddress address, Instant at) {
    return bind(database.sql("update contact_address a set " + ACTS + ", last_in_at = greatest(a.last_in_at, :at::timestamptz) " + THIS_ADDRESS
        + " and (a.last_in_at is null or a.last_in_at < :at or a.status <> 'ACTIVE' or a.refusal is not null)"), ward, address)
        .bind("at", hour(at)).then();
  }

  Mono<Void> block(UUID ward, ChannelAddress address, String reason) {
    return bind(database.sql("update contact_address set status = 'BLOCKED', status_reason = :reason " + THIS_ADDRESS), ward, address)
        .bind("reason", reason).then();
  }

  Mono<Void> leave(UUID ward, ChannelAddress address, Instant at) {
    return bind(database.sql("update contact_address set status = 'BLOCKED', status_reason = 'left' " + THIS_ADDRESS
        + " and coalesce(greatest(last_in_at, followed_at) <= :at, true)"), ward, address).bind("at", at).then();
  }

  Mono<Void> unblock(UUID ward, ChannelAddress address) {
    return bind(database.sql("update contact_address set status = 'ACTIVE', status_reason = null " + THIS_ADDRESS), ward, address).then();
  }

  Mono<Void> move(UUID ward, ChannelAddress from, ChannelAddress to) {
    return bind(database.sql("update contact_address a set address_hash = :newHash, address_sealed = :sealed " + THIS_ADDRESS + """
        \sand not exists (select 1 from contact_address b
          where b.ward_id = a.ward_id and b.account_id = a.account_id and b.address_hash = :newHash)"""), ward, from)
        .bind("newHash", vault.lookup(LOOKUP, to.externalId())).bind("sealed", vault.seal(SEAL, to.externalId())).then();
  }

  Mono<Void> delete(UUID ward, UUID contact) {
    return database.sql("delete from contact_address where ward_id = :ward and contact_id = :contact")
        .bind("ward", ward).bind("contact", contact).then();
  }

  /** The network refused a message, within the limits of {@code barrier}. */
  Mono<Void> refuse(UUID ward, ChannelAddress address, Barrier barrier, Instant at) {
    return bind(database.sql("update contact_address set refusal = :barrier, refused_at = :at " + THIS_ADDRESS), ward, address)
        .bind("barrier", barrier.name()).bind("at", hour(at)).then();
  }

  /** Messages left to addresses of one account: counts those to followers who never did anything else. */
  Mono<Void> welcomed(UUID ward, UUID account, Collection<ChannelAddress> to) {
    return database.sql("""
        update contact_address a set welcomes_used = least(a.welcomes_used + sent.n, 1000)
        from (select decode(h, 'base64') as hash, count(*) as n from unnest(:hashes::text[]) as h group by h) as sent
        where a.ward_id = :ward and a.account_id = :account and a.address_hash = sent.hash and a.last_in_at is null""")
        .bind("ward", ward).bind("account", account)
        .bind("hashes", to.stream().map(address -> Base64.getEncoder().encodeToString(vault.lookup(LOOKUP, address.externalId()))).toArray(String[]::new))
        .then();
  }

  ReachableAddress toReachable(Readable row) {
    var address = new ChannelAddress(Channel.valueOf(row.get("channel", String.class)), row.get("account_id", UUID.class),
        vault.openText(SEAL, row.get("address_sealed", byte[].class)));
    var refusal = row.get("refusal", String.class);
    return new ReachableAddress(address, blocked(row.get("status", String.class), row.get("status_reason", String.class)),
        new Dealings(row.get("last_in_at", Instant.class), row.get("followed_at", Instant.class), row.get("welcomes_used", Integer.class),
            refusal == null ? null : Barrier.valueOf(refusal), row.get("refused_at", Instant.class)));
  }

  private static @Nullable String blocked(String status, @Nullable String reason) {
    return status.equals("ACTIVE") ? null : reason == null ? "blocked" : reason;
  }

  private GenericExecuteSpec bind(GenericExecuteSpec statement, UUID ward, ChannelAddress address) {
    return statement.bind("ward", ward).bind("account", address.accountId()).bind("hash", vault.lookup(LOOKUP, address.externalId()));
  }

  /** Finer times would tell who acted when. */
  static Instant hour(Instant at) {
    return at.truncatedTo(ChronoUnit.HOURS);
  }
}
