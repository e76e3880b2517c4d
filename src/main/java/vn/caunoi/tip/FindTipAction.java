package vn.caunoi.tip;

import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.flow.FlowAction;
import vn.caunoi.flow.FlowCall;

/** Follows a tip by number and secret. */
@Component
class FindTipAction implements FlowAction {
  private final ReporterDesk desk;

  FindTipAction(ReporterDesk desk) {
    this.desk = desk;
  }

  @Override
  public String name() {
    return "find_tip";
  }

  @Override
  public Mono<Map<String, String>> run(FlowCall call) {
    return desk.find(claim(call)).map(FindTipAction::found);
  }

  private static Map<String, String> found(ReporterDesk.Outcome outcome) {
    return outcome instanceof ReporterDesk.Outcome.Found found
        ? Map.of("result", "found", "tip_status", found.view().status().label(), "last_answer", found.view().lastAnswer())
        : result(outcome, "found");
  }

  static ReporterDesk.Claim claim(FlowCall call) {
    return new ReporterDesk.Claim(call.wardId(), call.get("code"), call.get("secret"));
  }

  static Map<String, String> result(ReporterDesk.Outcome outcome, String success) {
    return Map.of("result", switch (outcome) {
      case ReporterDesk.Outcome.Found f -> success;
      case ReporterDesk.Outcome.NotFound n -> "not_found";
      case ReporterDesk.Outcome.SlowDown s -> "slow_down";
      case ReporterDesk.Outcome.Closed c -> "closed";
    });
  }
}
