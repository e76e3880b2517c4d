package vn.caunoi.channel.zalo;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.OaSignIn;
import vn.caunoi.channel.OaSignIn.Outcome.NoSuchWay;
import vn.caunoi.channel.OaSignIn.Outcome.Why;
import vn.caunoi.platform.Vault;

/** Who is on the way to Zalo's page: each trip is of one session and account, ends once, and is kept by the hash of its state alone. */
@Repository
class SignInTrips {
  private static final String STATE = "zalo_sign_in.state";
  private static final String VERIFIER = "zalo_sign_in.verifier";
  /** So long an ended trip is remembered, to tell "used" from "never begun". */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  /** A way back: over, or open once. */
  sealed interface Way {}

  record Open(UUID account, String verifier) implements Way {
    @Override
    public String toString() {
      return "Open[" + account + "]";
    }
  }

  record Closed(NoSuchWay outcome) implements Way {}

  private final DatabaseClient database;
  private final Vault vault;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  SignInTrips(DatabaseClient database, Vault vault, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
  }

  /** The state that the new trip goes by. */
  Mono<String> begin(UUID ward, UUID account, UUID session, Pkce pkce) {
    var state = Pkce.randomText(random);
    return forgetOld(ward).then(database.sql("""
        insert into zalo_sign_in (ward_id, state_hash, account_id, session_id, verifier, expires_at)
        values (:ward, :hash, :account, :session, :verifier, :expires)""")
        .bind("ward", ward).bind("hash", vault.lookup(STATE, state)).bind("account", account).bind("session", session)
        .bind("verifier", vault.seal(VERIFIER, pkce.verifier())).bind("expires", clock.instant().plus(OaSignIn.PATIENCE)).then())
        .thenReturn(state);
  }

  /** Ends the trip if this session is on it; only the first of two callers finds it open. */
  Mono<Way> end(UUID ward, UUID session, String state) {
    if (state.isEmpty()) {
      return Mono.just(new Closed(new NoSuchWay(null, Why.MISSING)));
    }
    var hash = vault.lookup(STATE, state);
    return database.sql("""
        with trip as (
          select account_id, verifier from zalo_sign_in
          where ward_id = :ward and state_hash = :hash and session_id = :session and used_at is null and expires_at > :now for update)
        update zalo_sign_in s set used_at = :now, verifier = null from trip
        where s.ward_id = :ward and s.state_hash = :hash returning trip.account_id, trip.verifier""")
        .bind("ward", ward).bind("hash", hash).bind("session", session).bind("now", clock.instant())
        .<Way>map(row -> new Open(row.get("account_id", UUID.class), vault.openText(VERIFIER, row.get("verifier", byte[].class)))).one()
        .switchIfEmpty(Mono.defer(() -> why(ward, session, hash)));
  }

  private Mono<Way> why(UUID ward, UUID session, byte[] hash) {
    return database.sql("""
        select account_id, used_at from zalo_sign_in where ward_id = :ward and state_hash = :hash and session_id = :session""")
        .bind("ward", ward).bind("hash", hash).bind("session", session)
        .<Way>map(row -> new Closed(new NoSuchWay(row.get("account_id", UUID.class), row.get("used_at", Instant.class) == null ? Why.LATE : Why.USED)))
        .one()
        .defaultIfEmpty(new Closed(new NoSuchWay(null, Why.FOREIGN)));
  }

  private Mono<Void> forgetOld(UUID ward) {
    return database.sql("delete from zalo_sign_in where ward_id = :ward and expires_at < :old")
        .bind("ward", ward).bind("old", clock.instant().minus(REMEMBERED)).then();
  }
}
