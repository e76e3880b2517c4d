package vn.caunoi.contact;

import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.flow.FlowAction;
import vn.caunoi.flow.FlowCall;
import vn.caunoi.platform.NotFound;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.WardDirectory;

/** Puts the resident into the chosen residential group. */
@Component
class JoinGroupAction implements FlowAction {
  private final ContactBook contacts;
  private final WardDirectory wards;

  JoinGroupAction(ContactBook contacts, WardDirectory wards) {
    this.contacts = contacts;
    this.wards = wards;
  }

  @Override
  public String name() {
    return "join_group";
  }

  @Override
  public Mono<Map<String, String>> run(FlowCall call) {
    return Mono.fromSupplier(() -> UUID.fromString(call.get("group_id")))
        .flatMap(id -> wards.group(call.wardId(), id))
        .filter(ResidentialGroup::active)
        .delayUntil(group -> contacts.joinGroup(call.wardId(), call.contactId(), group.id(), YesNo.isYes(call.get("household"))))
        .map(group -> Map.of("result", "ok", "group_name", group.name()))
        .onErrorResume(e -> e instanceof NotFound || e instanceof IllegalArgumentException, e -> Mono.empty())
        .defaultIfEmpty(Map.of("result", "not_found"));
  }
}
