package vn.caunoi.tip;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Slows a number down after wrong secrets: three are free, then each one doubles the pause up to half a minute. A try within the pause is
 * not looked at and does not lengthen it, so a number is never locked. Who tried is not kept.
 */
@Component
class WrongSecrets {
  static final int FREE = 3;
  static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration FORGOTTEN = Duration.ofHours(1);

  private final DatabaseClient database;
  private final Clock clock;

  WrongSecrets(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** How long this number still has to wait; zero when a try is welcome. */
  Mono<Duration> pause(String code) {
    return database.sql("select tries, last_try from tip_wrong_secret where code = :code").bind("code", code)
        .map(row -> remaining(row.get("tries", Integer.class), row.get("last_try", Instant.class), clock.instant())).one()
        .defaultIfEmpty(Duration.ZERO);
  }

  static Duration remaining(int tries, Instant last, Instant now) {
    if (tries < FREE) {
      return Duration.ZERO;
    }
    var pause = Duration.ofSeconds(Math.min(LONGEST.toSeconds(), 1L << Math.min(tries - FREE, 10)));
    var left = Duration.between(now, last.plus(pause));
    return left.isNegative() ? Duration.ZERO : left;
  }

  Mono<Void> missed(String code) {
    return database.sql("""
        with gone as (delete from tip_wrong_secret where last_try < :forgotten and code <> :code)
        insert into tip_wrong_secret (code, tries, last_try) values (:code, 1, :now)
        on conflict (code) do update set last_try = :now,
          tries = case when tip_wrong_secret.last_try < :forgotten then 1 else tip_wrong_secret.tries + 1 end""")
        .bind("code", code).bind("now", clock.instant()).bind("forgotten", clock.instant().minus(FORGOTTEN)).then();
  }
}
