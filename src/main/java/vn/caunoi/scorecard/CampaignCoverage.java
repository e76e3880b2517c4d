package vn.caunoi.scorecard;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Groups that a finished campaign reached, of all groups it was for. */
@Component
class CampaignCoverage implements Measure {

  @Override
  public String name() {
    return "campaign_coverage";
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
