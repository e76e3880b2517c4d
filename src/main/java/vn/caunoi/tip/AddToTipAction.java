package vn.caunoi.tip;

import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.flow.FlowAction;
import vn.caunoi.flow.FlowCall;

/** The reporter says more. */
@Component
class AddToTipAction implements FlowAction {
  private final ReporterDesk desk;

  AddToTipAction(ReporterDesk desk) {
    this.desk = desk;
  }

  @Override
  public String name() {
    return "add_to_tip";
  }

  @Override
  public Mono<Map<String, String>> run(FlowCall call) {
    return desk.add(FindTipAction.claim(call), call.get("text"), PhotoList.of(call.get("photos")))
        .map(outcome -> FindTipAction.result(outcome, "ok"));
  }
}
