package vn.caunoi.channel.zalo;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.platform.Vault;

/** The stored pairs, one row per OA, sealed; the pair before is kept beside each. */
@Repository
class TokenPairs {
  private static final String CONTEXT = "zalo_token.pair";
  private static final String PASTED = "zalo_token.pasted";
  private static final String SELECT = """
      select pair, previous_pair, pasted_hash, revoked_at is not null as revoked from zalo_token where ward_id = :ward and account_id = :account""";
  private static final String INSERT = """
      insert into zalo_token (ward_id, account_id, pair, changed_at, access_until, refresh_issued_at, introduced_at)
      values (:ward, :account, :pair, :now, :accessUntil, :issued, :now) on conflict""";

  /** A row. {@code revoked}: the OA took the app's rights away, so the pair is of no use until a person brings another. */
  record Kept(TokenPair pair, byte @Nullable [] previous, byte @Nullable [] pasted, boolean revoked) {
    @Override
    public String toString() {
      return "Kept[" + pair + (revoked ? ", revoked]" : "]");
    }
  }

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

  Mono<Kept> find(ChannelAccount account) {
    return select(account, SELECT);
  }

  /** Locks the row until the transaction ends, waiting for whoever holds it; what is read is the newest. */
  Mono<Kept> lock(ChannelAccount account) {
    return select(account, SELECT + " for update");
  }

  /** Stores the first pair; one that is there already stays. */
  Mono<Void> seed(ChannelAccount account, TokenPair pair) {
    return write(account, pair, INSERT + " do nothing");
  }

  /** A person brought this pair: it takes the place of whatever was there, and what was wrong with that is forgotten. */
  Mono<Void> introduce(ChannelAccount account, TokenPair pair) {
    return write(account, pair, INSERT + """
         (ward_id, account_id) do update set previous_pair = zalo_token.pair, pair = excluded.pair, changed_at = excluded.changed_at,
        access_until = excluded.access_until, refresh_issued_at = excluded.refresh_issued_at, introduced_at = excluded.introduced_at,
        revoked_at = null, failed_at = null, failure = null""");
  }

  /** The pair that a refresh gave. */
  Mono<Void> rotate(ChannelAccount account, TokenPair pair) {
    return write(account, pair, """
        update zalo_token set previous_pair = pair, pair = :pair, changed_at = :now, access_until = :accessUntil, refresh_issued_at = :issued,
        failed_at = null, failure = null where ward_id = :ward and account_id = :account""");
  }

  /** Of an account that is taken away, with everything that was meant to bring it a pair. */
  Mono<Void> delete(ChannelAccount account) {
    return of(account, """
        with trips as (delete from zalo_sign_in where ward_id = :ward and account_id = :account),
             verifiers as (delete from zalo_verifier where ward_id = :ward and account_id = :account),
             offered as (delete from zalo_offered_pair where ward_id = :ward and account_id = :account)
        delete from zalo_token where ward_id = :ward and account_id = :account""").then();
  }

  /** The last refresh did not succeed; {@code why} is a Vietnamese clause for people. */
  Mono<Void> failed(ChannelAccount account, String why) {
    return of(account, "update zalo_token set failed_at = :now, failure = :why where ward_id = :ward and account_id = :account")
        .bind("why", why).bind("now", clock.instant()).then();
  }

  /** The OA took its rights away at this time. False when a person has brought a newer pair since, so that the news is old. */
  Mono<Boolean> revoke(ChannelAccount account, Instant at) {
    return of(account, """
        with hit as (update zalo_token set revoked_at = :at where ward_id = :ward and account_id = :account and introduced_at <= :at returning 1)
        select exists (select 1 from hit)
            or not exists (select 1 from zalo_token where ward_id = :ward and account_id = :account) as revoked""")
        .bind("at", at).map(row -> row.get("revoked", Boolean.class)).one();
  }

  /** A person pasted this token, and it is spent. */
  Mono<Void> pasted(ChannelAccount account, String refreshToken) {
    return of(account, "update zalo_token set pasted_hash = :hash where ward_id = :ward and account_id = :account")
        .bind("hash", vault.lookup(PASTED, refreshToken)).then();
  }

  /** This token was spent here before. */
  boolean isSpent(Kept kept, String refreshToken) {
    return kept.previous() != null && open(kept.previous()).refreshToken().equals(refreshToken)
        || kept.pasted() != null && MessageDigest.isEqual(kept.pasted(), vault.lookup(PASTED, refreshToken));
  }

  TokenPair open(byte[] sealed) {
    return json.readValue(vault.open(CONTEXT, sealed), TokenPair.class);
  }

  private Mono<Kept> select(ChannelAccount account, String sql) {
    return of(account, sql)
        .map(row -> new Kept(open(row.get("pair", byte[].class)), row.get("previous_pair", byte[].class),
            row.get("pasted_hash", byte[].class), row.get("revoked", Boolean.class)))
        .one();
  }

  private Mono<Void> write(ChannelAccount account, TokenPair pair, String sql) {
    var statement = of(account, sql).bind("pair", vault.seal(CONTEXT, json.writeValueAsBytes(pair)))
        .bind("now", clock.instant()).bind("accessUntil", pair.accessUntil());
    var issued = pair.refreshIssuedAt();
    return (issued == null ? statement.bindNull("issued", Instant.class) : statement.bind("issued", issued)).then();
  }

  private GenericExecuteSpec of(ChannelAccount account, String sql) {
    return database.sql(sql).bind("ward", account.wardId()).bind("account", account.id());
  }
}
