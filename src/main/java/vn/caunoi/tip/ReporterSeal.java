package vn.caunoi.tip;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.platform.Vault;

/**
 * Who reported, sealed apart from what was reported, with a key of its own per tip. Opened in memory to route an answer; no page, list or
 * log ever gets it.
 */
@Component
class ReporterSeal {
  private static final String KEY = "reporter_seal.data_key";
  private static final String ADDRESS = "reporter_seal.address";

  private final DatabaseClient database;
  private final Vault vault;

  ReporterSeal(DatabaseClient database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  Mono<Void> keep(UUID ward, UUID tip, ChannelAddress reporter) {
    var key = vault.newDataKey(KEY);
    var text = reporter.channel() + " " + reporter.accountId() + " " + reporter.externalId();
    return database.sql("insert into reporter_seal (ward_id, tip_id, data_key, address) values (:ward, :tip, :key, :address)")
        .bind("ward", ward).bind("tip", tip).bind("key", key.sealed()).bind("address", key.seal(ADDRESS, text)).then();
  }

  /** Empty for an anonymous tip. */
  Mono<ChannelAddress> open(UUID ward, UUID tip) {
    return database.sql("select data_key, address from reporter_seal where ward_id = :ward and tip_id = :tip")
        .bind("ward", ward).bind("tip", tip)
        .map(row -> read(row.get("data_key", byte[].class), row.get("address", byte[].class))).one();
  }

  private ChannelAddress read(byte[] key, byte[] address) {
    var parts = vault.openDataKey(KEY, key).openText(ADDRESS, address).split(" ", 3);
    return new ChannelAddress(Channel.valueOf(parts[0]), UUID.fromString(parts[1]), parts[2]);
  }
}
