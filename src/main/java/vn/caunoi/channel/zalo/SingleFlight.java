package vn.caunoi.channel.zalo;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Work that runs once at a time per key in this process; who comes while it runs shares its result. A caller that leaves does not stop it.
 * The flight is over before its result is told: who comes after hearing of it starts a new one and is never given the old result again.
 */
final class SingleFlight<T> {
  private final ConcurrentHashMap<UUID, Mono<T>> running = new ConcurrentHashMap<>();

  Mono<T> run(UUID key, Supplier<Mono<T>> work) {
    return Mono.defer(() -> running.computeIfAbsent(key,
        absent -> Mono.defer(work).doOnTerminate(() -> running.remove(key)).cache()));
  }
}
