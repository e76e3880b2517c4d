package vn.caunoi.delivery;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.contact.AddressFollower;

/** What is still to leave for an address, or may be sent again, follows it to its new id. What is under way learns it from the network. */
@Component
class MovedAddresses implements AddressFollower {
  private final DatabaseClient database;
  private final SealedMessages sealed;

  MovedAddresses(DatabaseClient database, SealedMessages sealed) {
    this.database = database;
    this.sealed = sealed;
  }

  @Override
  public Mono<Void> moved(UUID ward, ChannelAddress from, ChannelAddress to) {
    return database.sql("""
        update delivery set to_hash = :newHash, to_sealed = :newAddress
        where ward_id = :ward and account_id = :account and to_hash = :hash and status in ('PLANNED', 'UNKNOWN')""")
        .bind("newHash", sealed.hash(to)).bind("newAddress", sealed.seal(to))
        .bind("ward", ward).bind("account", from.accountId()).bind("hash", sealed.hash(from))
        .then();
  }
}
