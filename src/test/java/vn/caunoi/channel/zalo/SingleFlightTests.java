package vn.caunoi.channel.zalo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class SingleFlightTests {
  private final UUID key = UUID.randomUUID();
  private final SingleFlight<Integer> flights = new SingleFlight<>();
  private final AtomicInteger started = new AtomicInteger();

  @Test
  void sharesTheResultWithWhoComesWhileItRuns() {
    var answer = Sinks.<Integer>one();
    var both = Mono.zip(flights.run(key, () -> counted(answer.asMono())), flights.run(key, () -> counted(answer.asMono()))).toFuture();
    answer.tryEmitValue(7);
    assertThat(both.join().getT1()).isEqualTo(both.join().getT2());
    assertThat(started).hasValue(1);
  }

  @Test
  void startsANewOneForWhoHasHeardTheResult() {
    var second = flights.run(key, () -> counted(Mono.just(1))).flatMap(first -> flights.run(key, () -> counted(Mono.just(2)))).block();
    assertThat(second).isEqualTo(2);
    assertThat(started).hasValue(2);
  }

  @Test
  void startsANewOneAfterAnError() {
    flights.run(key, () -> counted(Mono.error(new IllegalStateException("away")))).onErrorReturn(0).block();
    assertThat(flights.run(key, () -> counted(Mono.just(2))).block()).isEqualTo(2);
  }

  private Mono<Integer> counted(Mono<Integer> work) {
    return Mono.defer(() -> {
      started.incrementAndGet();
      return work;
    });
  }
}
