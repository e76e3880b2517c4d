package vn.caunoi.conversation;

import io.r2dbc.spi.Readable;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.delivery.DeliveryFate;
import vn.caunoi.delivery.DeliveryLedger;
import vn.caunoi.platform.Vault;

/**
 * A message to oneself: an administrator gets a code here, writes it to the account from their own phone and receives one message back. Who
 * wrote it becomes nobody's contact and is not kept.
 */
@Component
public class TrialMessages {
  /** So long a code is answered. */
  public static final Duration LIFE = Duration.ofMinutes(15);
  private static final String CODE = "channel_trial.code";

  private final DatabaseClient database;
  private final DeliveryLedger ledger;
  private final Vault vault;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  TrialMessages(DatabaseClient database, DeliveryLedger ledger, Vault vault, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.vault = vault;
    this.clock = clock;
  }

  /** {@code fate} is null while nobody has written the code. */
  public record Trial(Instant expiresAt, @Nullable DeliveryFate fate) {}

  /** A code as it stands; {@code delivery} is null while it was not answered. */
  record Kept(Instant expiresAt, @Nullable UUID delivery) {}

  /** A code for this account, the only one that counts from now on; it is kept nowhere in clear. */
  public Mono<String> issue(UUID ward, UUID account) {
    var code = "CN-%08d".formatted(random.nextInt(100_000_000));
    return database.sql("""
        insert into channel_trial (ward_id, account_id, code_hash, expires_at) values (:ward, :account, :hash, :expires)
        on conflict (ward_id, account_id) do update
          set code_hash = excluded.code_hash, expires_at = excluded.expires_at, delivery_id = null""")
        .bind("ward", ward).bind("account", account).bind("hash", hash(code)).bind("expires", clock.instant().plus(LIFE))
        .then().thenReturn(code);
  }

  /** The last code of this account and what became of its message; empty when there never was one. */
  public Mono<Trial> find(UUID ward, UUID account) {
    return database.sql("select expires_at, delivery_id from channel_trial where ward_id = :ward and account_id = :account")
        .bind("ward", ward).bind("account", account).map(TrialMessages::toKept).one()
        .flatMap(kept -> kept.delivery() == null
            ? Mono.just(new Trial(kept.expiresAt(), null))
            : ledger.fates(ward, List.of(kept.delivery())).next().map(fate -> new Trial(kept.expiresAt(), fate)));
  }

  /** The code's row, locked until the transaction ends; empty when it is none of this account's. */
  Mono<Kept> lock(UUID ward, UUID account, String code) {
    return database.sql("""
        select delivery_id, expires_at from channel_trial
        where ward_id = :ward and account_id = :account and code_hash = :hash for update""")
        .bind("ward", ward).bind("account", account).bind("hash", hash(code)).map(TrialMessages::toKept).one();
  }

  Mono<Void> answered(UUID ward, UUID account, UUID delivery) {
    return database.sql("update channel_trial set delivery_id = :delivery where ward_id = :ward and account_id = :account")
        .bind("delivery", delivery).bind("ward", ward).bind("account", account).then();
  }

  private byte[] hash(String code) {
    return vault.lookup(CODE, code);
  }

  private static Kept toKept(Readable row) {
    return new Kept(row.get("expires_at", Instant.class), row.get("delivery_id", UUID.class));
  }
}
