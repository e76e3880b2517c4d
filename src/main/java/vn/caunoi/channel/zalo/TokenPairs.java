package vn.caunoi.channel.zalo;

import java.time.Clock;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.platform.Vault;

/** The stored pairs, one row per OA, sealed. */
@Repository
class TokenPairs {
  private static final String CONTEXT = "zalo_token.pair";

  private final DatabaseClient database;
  private final Vault vault;
  private final JsonMapper json;
  private final Clock clock;

  TokenPairs(DatabaseClient database, Vault vault, JsonMapper json, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.json = json;
    this.clock = clock;
  }

  Mono<TokenPair> find(ChannelAccount account) {
    return select(account, "select pair from zalo_token where ward_id = :ward and account_id = :account");
  }

  /** Locks the row until the transaction ends, waiting for whoever holds it; what is read is the newest. */
  Mono<TokenPair> lock(ChannelAccount account) {
    return select(account, "select pair from zalo_token where ward_id = :ward and account_id = :account for update");
  }

  /** Stores the first pair; one that is there already stays. */
  Mono<Void> seed(ChannelAccount account, TokenPair pair) {
    return database.sql("""
        insert into zalo_token (ward_id, account_id, pair, changed_at) values (:ward, :account, :pair, :now) on conflict do nothing""")
        .bind("ward", account.wardId()).bind("account", account.id()).bind("pair", seal(pair)).bind("now", clock.instant()).then();
  }

  Mono<Void> replace(ChannelAccount account, TokenPair pair) {
    return database.sql("""
        update zalo_token set previous_pair = pair, pair = :pair, changed_at = :now where ward_id = :ward and account_id = :account""")
        .bind("ward", account.wardId()).bind("account", account.id()).bind("pair", seal(pair)).bind("now", clock.instant()).then();
  }

  private Mono<TokenPair> select(ChannelAccount account, String sql) {
    return database.sql(sql).bind("ward", account.wardId()).bind("account", account.id())
        .map(row -> open(row.get("pair", byte[].class))).one();
  }

  private byte[] seal(TokenPair pair) {
    return vault.seal(CONTEXT, json.writeValueAsBytes(pair));
  }

  private TokenPair open(byte[] sealed) {
    return json.readValue(vault.open(CONTEXT, sealed), TokenPair.class);
  }
}
