package vn.caunoi.contact;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.flow.FlowAction;
import vn.caunoi.flow.FlowCall;
import vn.caunoi.ward.WardDirectory;

/** The residential groups of the ward, to choose from: one line {@code id|name} each. */
@Component
class ListGroupsAction implements FlowAction {
  private final WardDirectory wards;

  ListGroupsAction(WardDirectory wards) {
    this.wards = wards;
  }

  @Override
  public String name() {
    return "list_groups";
  }

  @Override
  public Mono<Map<String, String>> run(FlowCall call) {
    return wards.groups(call.wardId())
        .map(group -> group.id() + "|" + group.name().replaceAll("[|\\n]", " "))
        .collect(Collectors.joining("\n"))
        .map(groups -> Map.of("groups", groups));
  }
}
