package vn.caunoi.channel.webchat;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.platform.Vault;

/** Browsers that wrote to a ward. Only the keyed hash of their address is stored. */
@Component
class Visitors {
  private final DatabaseClient database;
  private final Vault vault;

  Visitors(DatabaseClient database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  /** Empty before the first message and after the visitor had himself forgotten. */
  Mono<UUID> find(UUID ward, ChannelAddress address) {
    return database.sql("select id from webchat_visitor where ward_id = :ward and address_hash = :hash and not forgotten")
        .bind("ward", ward).bind("hash", hash(address)).map(row -> row.get("id", UUID.class)).one();
  }

  /** Somebody who writes is there again, whatever was before. */
  Mono<UUID> writes(UUID ward, ChannelAddress address) {
    return database.sql("""
        insert into webchat_visitor (ward_id, id, address_hash) values (:ward, :id, :hash)
        on conflict (ward_id, address_hash) do update set forgotten = false returning id""")
        .bind("ward", ward).bind("id", UUID.randomUUID()).bind("hash", hash(address)).map(row -> row.get("id", UUID.class)).one();
  }

  /** For sending: also an address that never wrote here gets its page; empty for one that is forgotten. */
  Mono<UUID> reachable(UUID ward, ChannelAddress address) {
    return database.sql("insert into webchat_visitor (ward_id, id, address_hash) values (:ward, :id, :hash) on conflict do nothing")
        .bind("ward", ward).bind("id", UUID.randomUUID()).bind("hash", hash(address)).then()
        .then(Mono.defer(() -> find(ward, address)));
  }

  Mono<Void> forget(UUID ward, UUID visitor) {
    return database.sql("update webchat_visitor set forgotten = true where ward_id = :ward and id = :visitor")
        .bind("ward", ward).bind("visitor", visitor).then();
  }

  private byte[] hash(ChannelAddress address) {
    return vault.lookup("webchat_visitor.address", address.externalId());
  }
}
