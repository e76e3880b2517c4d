package vn.caunoi.channel.zalo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import vn.caunoi.channel.AccountStanding.Quota;
import vn.caunoi.channel.AccountStandings;
import vn.caunoi.channel.ChannelAccount;

/**
 * Writes down what answers say about limits and stocks, an account at most once in {@link #REST} unless its limit changes: each send carries
 * such numbers. A stock comes with a message that used some of it:
 * <pre>"quota":{"quota_type":"sub_quota","remain":"1999","total":"2000","expired_date":"31/12/2026"}</pre>
 * The kind {@code reply} is the resident's free window and {@code welcome_msg} that of a follower; neither is a stock of the OA.
 */
@Component
class StoredUsage implements OaUsage {
  static final Duration REST = Duration.ofSeconds(15);
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final Set<String> STOCKS = Set.of("sub_quota", "purchase_quota", "reward_quota");
  private static final Logger log = LoggerFactory.getLogger(StoredUsage.class);

  private record Written(int perMinute, Instant limitAt, Instant stockAt) {}

  private final AccountStandings standings;
  private final OaPace pace;
  private final Clock clock;
  private final Map<UUID, Written> written = new ConcurrentHashMap<>();

  StoredUsage(AccountStandings standings, OaPace pace, Clock clock) {
    this.standings = standings;
    this.pace = pace;
    this.clock = clock;
  }

  @Override
  public Mono<Void> seen(ChannelAccount account, ZaloAnswer.Said said) {
    var stock = stockIn(said.data().path("quota"));
    if (said.limit() == null && stock == null) {
      return Mono.empty();
    }
    var now = clock.instant();
    var before = written.getOrDefault(account.id(), new Written(0, Instant.MIN, Instant.MIN));
    boolean changed = said.limit() != null && said.limit().perMinute() != before.perMinute();
    boolean limitDue = said.limit() != null && (changed || !now.isBefore(before.limitAt().plus(REST)));
    boolean stockDue = stock != null && !now.isBefore(before.stockAt().plus(REST));
    if (!limitDue && !stockDue) {
      return Mono.empty();
    }
    written.put(account.id(), new Written(said.limit() == null ? before.perMinute() : said.limit().perMinute(),
        limitDue ? now : before.limitAt(), stockDue ? now : before.stockAt()));
    var limits = limitDue ? standings.keepLimits(account, said.limit().perMinute(), said.limit().remaining()) : Mono.<Void>empty();
    var stocks = stockDue ? standings.keepQuota(account, stock) : Mono.<Void>empty();
    return limits.then(stocks).then(changed ? pace.follow(account) : Mono.empty()).timeout(LIMIT).onErrorResume(e -> {
      log.warn("zalo limits not written account={} error={}", account.id(), e.getClass().getSimpleName());
      return Mono.empty();
    });
  }

  /** Null for what is no stock of the OA. Numbers come as text or as numbers. */
  static @Nullable Quota stockIn(JsonNode quota) {
    var kind = ZaloEvents.text(quota, "quota_type");
    var remaining = ZaloEvents.text(quota, "remain");
    var total = ZaloEvents.text(quota, "total");
    if (!STOCKS.contains(kind) || !remaining.matches("\\d{1,18}") || !total.matches("\\d{1,18}")) {
      return null;
    }
    var until = ZaloEvents.text(quota, "expired_date").isEmpty() ? ZaloEvents.text(quota, "valid_through") : ZaloEvents.text(quota, "expired_date");
    return new Quota(kind, Long.parseLong(remaining), Long.parseLong(total), until.isEmpty() ? null : until);
  }
}
