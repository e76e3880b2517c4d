package vn.caunoi.platform;

import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Work that goes on to its end once it has begun, although whoever asked for it has gone: a closed browser tab, a time-out, a
 * {@code next()} that has seen enough.
 *
 * <p>The PostgreSQL driver needs this. A query that is cancelled between being sent and being read leaves its answer in the connection, and
 * everybody who is given that connection afterwards waits for ever, although pool and server call it idle (r2dbc-postgresql#661,
 * r2dbc-pool#198). Eight such moments, and the whole pool hangs.
 */
final class Uncancelled {
  private Uncancelled() {}

  static <T> Mono<T> mono(Mono<T> work) {
    return Mono.defer(work::cache);
  }

  /** Gathers everything before it hands on the first: for answers that fit into memory, as keyset pages do. */
  static <T> Flux<T> flux(Flux<T> work) {
    return Mono.defer(() -> work.collectList().cache()).flatMapIterable(Function.identity());
  }
}
