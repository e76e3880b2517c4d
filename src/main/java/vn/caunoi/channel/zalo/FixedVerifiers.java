package vn.caunoi.channel.zalo;

import java.security.SecureRandom;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import vn.caunoi.platform.Vault;

/**
 * Sources disagree whether Zalo takes a challenge of each sign-in's own, or only the one that stands in the app's console and answers
 * anything else with -14003. Both are spoken: an account may have one verifier for all its sign-ins.
 */
@Repository
class FixedVerifiers {
  private static final String CONTEXT = "zalo_verifier.verifier";

  private final DatabaseClient database;
  private final Vault vault;
  private final SecureRandom random = new SecureRandom();

  FixedVerifiers(DatabaseClient database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  /** Empty when each sign-in makes its own. */
  Mono<Pkce> find(UUID ward, UUID account) {
    return of(ward, account, "select verifier from zalo_verifier where ward_id = :ward and account_id = :account")
        .map(row -> new Pkce(vault.openText(CONTEXT, row.get("verifier", byte[].class)))).one();
  }

  /** For the next sign-in. */
  Mono<Pkce> next(UUID ward, UUID account) {
    return find(ward, account).switchIfEmpty(Mono.fromSupplier(() -> Pkce.random(random)));
  }

  /** An empty verifier makes a new one. */
  Mono<Void> keep(UUID ward, UUID account, String verifier) {
    var kept = verifier.isEmpty() ? Pkce.random(random).verifier() : verifier;
    return of(ward, account, """
        insert into zalo_verifier (ward_id, account_id, verifier) values (:ward, :account, :verifier)
        on conflict (ward_id, account_id) do update set verifier = excluded.verifier""").bind("verifier", vault.seal(CONTEXT, kept)).then();
  }

  Mono<Void> remove(UUID ward, UUID account) {
    return of(ward, account, "delete from zalo_verifier where ward_id = :ward and account_id = :account").then();
  }

  private GenericExecuteSpec of(UUID ward, UUID account, String sql) {
    return database.sql(sql).bind("ward", ward).bind("account", account);
  }
}
