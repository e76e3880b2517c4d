package vn.caunoi.channel.zalo;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.TokenLife;
import vn.caunoi.channel.TokenLife.Alarm;

/**
 * {@code WARN} when the tokens of an OA end within ten days, or their last refresh failed: a person must connect the OA again. The service as
 * a whole stays up, for everything else works; {@code WARN} is a status that Spring's aggregator passes over. Tells counts only.
 */
@Component("zaloTokensHealthIndicator")
class ZaloTokenHealth implements ReactiveHealthIndicator {
  static final Status WARN = new Status("WARN");
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final ZaloTokenLives lives;
  private final Clock clock;

  ZaloTokenHealth(ZaloTokenLives lives, Clock clock) {
    this.lives = lives;
    this.clock = clock;
  }

  @Override
  public Mono<Health> health() {
    return lives.everywhere().collect(Tally::new, (tally, life) -> tally.add(life, clock)).map(Tally::health)
        .timeout(LIMIT)
        .onErrorResume(e -> Mono.just(Health.unknown().build()));
  }

  private static final class Tally {
    private final Map<Alarm, Integer> alarms = new EnumMap<>(Alarm.class);
    private int accounts;

    void add(TokenLife life, Clock clock) {
      accounts++;
      var alarm = life.alarm(clock.instant());
      if (alarm != null) {
        alarms.merge(alarm, 1, Integer::sum);
      }
    }

    Health health() {
      var health = Health.status(alarms.isEmpty() ? Status.UP : WARN).withDetail("accounts", accounts);
      alarms.forEach((alarm, count) -> health.withDetail(alarm.name().toLowerCase(Locale.ROOT), count));
      return health.build();
    }
  }
}
