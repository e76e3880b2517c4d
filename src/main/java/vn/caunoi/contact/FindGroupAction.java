package vn.caunoi.contact;

import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.flow.FlowAction;
import vn.caunoi.flow.FlowCall;
import vn.caunoi.ward.WardDirectory;

/** Finds the residential group of a QR code or link. A group of another ward does not count: this account speaks for one ward. */
@Component
class FindGroupAction implements FlowAction {
  private final WardDirectory wards;

  FindGroupAction(WardDirectory wards) {
    this.wards = wards;
  }

  @Override
  public String name() {
    return "find_group";
  }

  @Override
  public Mono<Map<String, String>> run(FlowCall call) {
    return wards.findGroupByToken(call.get("token"))
        .filter(group -> group.wardId().equals(call.wardId()))
        .flatMap(group -> wards.get(group.wardId()).map(ward -> Map.of("result", "ok", "group_id", group.id().toString(),
            "group_name", group.name(), "ward_name", ward.name())))
        .defaultIfEmpty(Map.of("result", "not_found"));
  }
}
