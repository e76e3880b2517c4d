package vn.caunoi.channel.zalo;

import java.time.Clock;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.platform.Vault;

/** Pairs that Zalo has granted and nobody has used: the newest of each account, sealed, apart from the pair that works. */
@Repository
class OfferedPairs {
  private static final String CONTEXT = "zalo_offered_pair.pair";
  /** Its access token lives no longer than that. */
  private static final Duration KEPT = Duration.ofHours(24);

  /** {@code claimedOa}: the OA that Zalo named when the browser came back; empty when it named none. */
  record Offered(TokenPair pair, String claimedOa) {}

  private final DatabaseClient database;
  private final Vault vault;
  private final JsonMapper json;
  private final Clock clock;

  OfferedPairs(DatabaseClient database, Vault vault, JsonMapper json, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.json = json;
    this.clock = clock;
  }

  Mono<Void> keep(ChannelAccount account, Offered offered) {
    return of(account, """
        insert into zalo_offered_pair (ward_id, account_id, pair, claimed_oa, offered_at) values (:ward, :account, :pair, :oa, :now)
        on conflict (ward_id, account_id) do update set pair = excluded.pair, claimed_oa = excluded.claimed_oa, offered_at = excluded.offered_at""")
        .bind("pair", vault.seal(CONTEXT, json.writeValueAsBytes(offered.pair()))).bind("oa", offered.claimedOa()).bind("now", clock.instant())
        .then();
  }

  Mono<Offered> find(ChannelAccount account) {
    return of(account, """
        select pair, claimed_oa from zalo_offered_pair where ward_id = :ward and account_id = :account and offered_at > :old""")
        .bind("old", clock.instant().minus(KEPT))
        .map(row -> new Offered(json.readValue(vault.open(CONTEXT, row.get("pair", byte[].class)), TokenPair.class),
            row.get("claimed_oa", String.class)))
        .one();
  }

  Mono<Void> drop(ChannelAccount account) {
    return of(account, "delete from zalo_offered_pair where ward_id = :ward and account_id = :account").then();
  }

  private GenericExecuteSpec of(ChannelAccount account, String sql) {
    return database.sql(sql).bind("ward", account.wardId()).bind("account", account.id());
  }
}
