package vn.caunoi.scorecard;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tips closed or handed over before they were due, of all that became due in the period. */
@Component
class TipsOnTime implements Measure {

  @Override
  public String name() {
    return "tips_on_time";
  }

  @Override
  public Mono<Figure> count(UUID ward, Period period, Criterion.MeasureCall call) {
    return Mono.just(new Figure(0, 0, ""));
  }

  @Override
  public Mono<Evidence> evidence(UUID ward, Period period, Criterion.MeasureCall call) {
    return Mono.just(new Evidence(List.of(), List.of(), ""));
  }
}
