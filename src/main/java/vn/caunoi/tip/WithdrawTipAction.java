package vn.caunoi.tip;

import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.flow.FlowAction;
import vn.caunoi.flow.FlowCall;

/** The reporter takes a tip back. */
@Component
class WithdrawTipAction implements FlowAction {
  private final ReporterDesk desk;

  WithdrawTipAction(ReporterDesk desk) {
    this.desk = desk;
  }

  @Override
  public String name() {
    return "withdraw_tip";
  }

  @Override
  public Mono<Map<String, String>> run(FlowCall call) {
    return desk.withdraw(FindTipAction.claim(call)).map(outcome -> FindTipAction.result(outcome, "ok"));
  }
}
