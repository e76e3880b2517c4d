package vn.caunoi.access;

import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.platform.Ids;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.Role;

/** Sign-ins, kept in one table so that every node knows them. Only a SHA-256 of the 256-bit random token is stored. */
@Component
public class Sessions {
  /** How exact {@code last_used_at} is: one write in this time, not one a request. */
  private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(5);

  private final DatabaseClient database;
  private final Ids ids;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Sessions(DatabaseClient database, Ids ids, Clock clock) {
    this.database = database;
    this.ids = ids;
    this.clock = clock;
  }

  public Mono<Session.Opened> open(UUID officer, Session.Kind kind, @Nullable String name) {
    var bytes = new byte[32];
    random.nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var now = clock.instant();
    var expires = now.plus(kind.lifetime());
    var insert = database.sql("""
        insert into session (token_hash, officer_id, kind, id, name, created_at, expires_at, last_used_at)
        values (:hash, :officer, :kind, :id, :name, :now, :expires, :now)""")
        .bind("hash", hash(token)).bind("officer", officer).bind("kind", kind.name()).bind("id", ids.next())
        .bind("now", now).bind("expires", expires);
    return (name == null ? insert.bindNull("name", String.class) : insert.bind("name", name)).then()
        .thenReturn(new Session.Opened(token, expires));
  }

  /** Who this token signs in; empty when it is unknown, expired, or its owner was disabled. */
  Mono<CurrentAccount> find(String token) {
    var now = clock.instant();
    return database.sql("""
        select s.id as session_id, s.kind, s.last_used_at, a.must_change,
               o.id, o.ward_id, o.province_id, o.username, o.display_name, o.role, o.active
        from session s join officer o on o.id = s.officer_id join account a on a.officer_id = o.id
        where s.token_hash = :hash and s.expires_at > :now and o.active""")
        .bind("hash", hash(token)).bind("now", now)
        .map(row -> new Found(toAccount(row), row.get("last_used_at", Instant.class))).one()
        .delayUntil(found -> found.usedAt().isBefore(now.minus(USE_NOTED_EVERY)) ? noteUse(found.account().sessionId(), now) : Mono.empty())
        .map(Found::account);
  }

  private record Found(CurrentAccount account, Instant usedAt) {}

  private Mono<Void> noteUse(UUID session, Instant now) {
    return database.sql("update session set last_used_at = :now where id = :id").bind("now", now).bind("id", session).then();
  }

  /** The machine tokens of the people of a ward, newest first. */
  public Flux<Session> apiTokens(UUID officer) {
    return database.sql("""
        select id, kind, name, created_at, expires_at, last_used_at from session
        where officer_id = :officer and kind = 'API' and expires_at > :now order by created_at desc limit 100""")
        .bind("officer", officer).bind("now", clock.instant())
        .map(row -> new Session(row.get("id", UUID.class), Session.Kind.valueOf(row.get("kind", String.class)), row.get("name", String.class),
            row.get("created_at", Instant.class), row.get("expires_at", Instant.class), row.get("last_used_at", Instant.class)))
        .all();
  }

  /** Ends one session of this person. */
  public Mono<Void> end(UUID officer, UUID session) {
    return database.sql("delete from session where officer_id = :officer and id = :id").bind("officer", officer).bind("id", session).then();
  }

  /** Signs this person out everywhere, machine tokens included. */
  public Mono<Void> endAll(UUID officer) {
    return database.sql("delete from session where officer_id = :officer").bind("officer", officer).then();
  }

  private static CurrentAccount toAccount(Readable row) {
    var officer = new Officer(row.get("id", UUID.class), row.get("ward_id", UUID.class), row.get("province_id", UUID.class),
        row.get("username", String.class), row.get("display_name", String.class), Role.valueOf(row.get("role", String.class)),
        row.get("active", Boolean.class));
    return new CurrentAccount(officer, row.get("session_id", UUID.class), row.get("must_change", Boolean.class),
        Session.Kind.valueOf(row.get("kind", String.class)));
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
