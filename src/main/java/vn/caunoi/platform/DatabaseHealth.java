package vn.caunoi.platform;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Down when the database does not answer in time. Stands for Spring's own indicator, which takes a connection with it when its caller hangs up. */
@Component("r2dbcHealthIndicator")
class DatabaseHealth implements ReactiveHealthIndicator {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final DatabaseClient database;

  DatabaseHealth(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Health> health() {
    return database.sql("select 1").fetch().rowsUpdated()
        .map(rows -> Health.up().withDetail("database", "PostgreSQL").build())
        .timeout(LIMIT)
        .onErrorResume(e -> Mono.just(Health.down().withDetail("error", e.getClass().getSimpleName()).build()));
  }
}
