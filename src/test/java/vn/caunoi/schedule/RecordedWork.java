package vn.caunoi.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Remembers when it was rung. */
@Component
class RecordedWork implements ScheduledWork, RecurringWork {
  static final String KIND = "recorded";

  private final Map<UUID, List<Instant>> rings = new ConcurrentHashMap<>();
  private final AtomicInteger rounds = new AtomicInteger();

  List<Instant> rings(UUID id) {
    return rings.getOrDefault(id, List.of());
  }

  int rounds() {
    return rounds.get();
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Mono<Void> fire(UUID id) {
    return Mono.fromRunnable(() -> rings.computeIfAbsent(id, key -> new CopyOnWriteArrayList<>()).add(Instant.now()));
  }

  @Override
  public String name() {
    return "recorded-round";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Mono<Void> run() {
    return Mono.fromRunnable(rounds::incrementAndGet);
  }
}
