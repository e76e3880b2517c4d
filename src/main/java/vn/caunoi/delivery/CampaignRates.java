package vn.caunoi.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** How fast campaigns move, seen from one look at their tally to the next. */
@Component
class CampaignRates {
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final int MOST = 500;

  private record Sample(Instant at, long decided) {}

  private final Map<UUID, ArrayDeque<Sample>> samples = new LinkedHashMap<>(16, 0.75f, true) {
    @Override
    protected boolean removeEldestEntry(Map.Entry<UUID, ArrayDeque<Sample>> eldest) {
      return size() > MOST;
    }
  };

  /** Sends in a second since about ten seconds ago, or since the look before if that is longer ago; 0 at the first look. */
  synchronized double seen(UUID campaign, long decided, Instant now) {
    var known = samples.computeIfAbsent(campaign, key -> new ArrayDeque<>());
    var edge = now.minus(WINDOW);
    while (known.size() > 1 && known.stream().skip(1).findFirst().orElseThrow().at().isBefore(edge)) {
      known.removeFirst();
    }
    var oldest = known.peekFirst();
    if (known.isEmpty() || Duration.between(known.getLast().at(), now).toMillis() >= 500) {
      known.addLast(new Sample(now, decided));
    }
    long millis = oldest == null ? 0 : Duration.between(oldest.at(), now).toMillis();
    return millis <= 0 ? 0 : Math.max(0, decided - oldest.decided()) * 1000.0 / millis;
  }
}
