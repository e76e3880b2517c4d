package vn.caunoi.feedback;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.flow.FlowAction;
import vn.caunoi.flow.FlowCall;

/** A resident answers an invitation in the chat. Who it was does not go along with the answer. */
@Component
class RateAction implements FlowAction {
  private final SurveyDesk desk;

  RateAction(SurveyDesk desk) {
    this.desk = desk;
  }

  @Override
  public String name() {
    return "rate";
  }

  @Override
  public Mono<Map<String, String>> run(FlowCall call) {
    return desk.rate(call.get("token"), new SurveyDesk.Answer(level(call.get("level")), call.get("comment")))
        .map(outcome -> Map.of("result", outcome.name().toLowerCase(Locale.ROOT)));
  }

  private static @Nullable Integer level(String text) {
    return text.matches("[1-5]") ? Integer.valueOf(text) : null;
  }
}
