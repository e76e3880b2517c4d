package vn.caunoi.tip;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.flow.FlowAction;
import vn.caunoi.flow.FlowCall;

/** What a resident may say a tip is about. */
@Component
class TipCategoriesAction implements FlowAction {
  private final TipCategories categories;

  TipCategoriesAction(TipCategories categories) {
    this.categories = categories;
  }

  @Override
  public String name() {
    return "tip_categories";
  }

  @Override
  public Mono<Map<String, String>> run(FlowCall call) {
    var lines = categories.topics().stream().map(t -> t.key() + "|" + t.label()).collect(Collectors.joining("\n"));
    return Mono.just(Map.of("categories", lines));
  }
}
