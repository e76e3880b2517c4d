package vn.caunoi.channel.zalo;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import vn.caunoi.channel.TokenLife;
import vn.caunoi.channel.TokenLives;

/** Reads when tokens end; no token is opened for it. */
@Repository
class ZaloTokenLives implements TokenLives {
  private static final String SELECT = "select account_id, access_until, refresh_issued_at, failed_at, failure, revoked_at from zalo_token ";

  private final DatabaseClient database;

  ZaloTokenLives(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Flux<TokenLife> of(UUID ward) {
    return database.sql(SELECT + "where ward_id = :ward").bind("ward", ward).map(ZaloTokenLives::toLife).all();
  }

  /** Of every ward, for the health endpoint: no more than one row an OA. */
  Flux<TokenLife> everywhere() {
    return database.sql(SELECT).map(ZaloTokenLives::toLife).all();
  }

  private static TokenLife toLife(Readable row) {
    var issued = row.get("refresh_issued_at", Instant.class);
    return new TokenLife(row.get("account_id", UUID.class), row.get("access_until", Instant.class),
        issued == null ? null : issued.plus(TokenPair.REFRESH_LIFE), row.get("failed_at", Instant.class), row.get("failure", String.class),
        row.get("revoked_at", Instant.class) != null);
  }
}
