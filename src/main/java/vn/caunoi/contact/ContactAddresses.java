package vn.caunoi.contact;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.platform.Vault;

/** Table {@code contact_address}: the network's id sealed, beside a keyed hash for look-up. */
@Component
class ContactAddresses {
  private static final String SEAL = "contact_address.address";
  private static final String LOOKUP = "contact_address";
  private static final String THIS_ADDRESS = "where ward_id = :ward and account_id = :account and address_hash = :hash";
  private static final String REACH = "select account_id, channel, address_sealed, status, status_reason, last_in_at from contact_address ";

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
   * millisecond.
   */
  Mono<Contact> findOrAdd(UUID ward, ChannelAddress address, Instant at) {
    return bind(database.sql("""
        with a as (
          insert into contact_address (ward_id, account_id, address_hash, channel, address_sealed, contact_id, last_in_at)
          values (:ward, :account, :hash, :channel, :sealed, :id, :at)
          on conflict (ward_id, account_id, address_hash) do update set status = 'ACTIVE', status_reason = null,
            last_in_at = greatest(contact_address.last_in_at, excluded.last_in_at)
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
        .bind("id", UUID.randomUUID()).bind("at", hour(at)).bind("now", hour(clock.instant()))
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

  Mono<Void> touch(UUID ward, ChannelAddress address, Instant at) {
    return bind(database.sql("update contact_address set status = 'ACTIVE', status_reason = null, last_in_at = greatest(last_in_at, :at) "
        + THIS_ADDRESS), ward, address).bind("at", hour(at)).then();
  }

  Mono<Void> block(UUID ward, ChannelAddress address, String reason) {
    return bind(database.sql("update contact_address set status = 'BLOCKED', status_reason = :reason " + THIS_ADDRESS), ward, address)
        .bind("reason", reason).then();
  }

  Mono<Void> leave(UUID ward, ChannelAddress address, Instant at) {
    return bind(database.sql("update contact_address set status = 'BLOCKED', status_reason = 'left' " + THIS_ADDRESS
        + " and (last_in_at is null or last_in_at <= :at)"), ward, address).bind("at", at).then();
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

  ReachableAddress toReachable(Readable row) {
    return toReachable(row.get("channel", String.class), row.get("account_id", UUID.class), row.get("address_sealed", byte[].class),
        row.get("status", String.class), row.get("status_reason", String.class), row.get("last_in_at", Instant.class));
  }

  private ReachableAddress toReachable(String channel, UUID account, byte[] sealed, String status,
      @Nullable String reason, @Nullable Instant lastInAt) {
    var address = new ChannelAddress(Channel.valueOf(channel), account, vault.openText(SEAL, sealed));
    return new ReachableAddress(address, status.equals("ACTIVE") ? null : reason == null ? "blocked" : reason, lastInAt);
  }

  private GenericExecuteSpec bind(GenericExecuteSpec statement, UUID ward, ChannelAddress address) {
    return statement.bind("ward", ward).bind("account", address.accountId()).bind("hash", vault.lookup(LOOKUP, address.externalId()));
  }

  /** Finer times would tell who acted when. */
  static Instant hour(Instant at) {
    return at.truncatedTo(ChronoUnit.HOURS);
  }
}
