package vn.caunoi.contact;

import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.flow.FlowAction;
import vn.caunoi.flow.FlowCall;
import vn.caunoi.platform.NotFound;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.WardDirectory;

/** Tells a flow whether the resident has joined, agreed, and whose ward this is. */
@Component
class ContactStatusAction implements FlowAction {
  private final ContactBook contacts;
  private final WardDirectory wards;

  ContactStatusAction(ContactBook contacts, WardDirectory wards) {
    this.contacts = contacts;
    this.wards = wards;
  }

  @Override
  public String name() {
    return "contact_status";
  }

  @Override
  public Mono<Map<String, String>> run(FlowCall call) {
    return Mono.zip(contacts.get(call.wardId(), call.contactId()).flatMap(this::groupName),
        contacts.agreedTo(call.wardId(), call.contactId(), Consent.Purpose.NOTICES), wards.get(call.wardId()))
        .map(parts -> Map.of("joined", YesNo.of(!parts.getT1().isEmpty()), "group_name", parts.getT1(), "consent", YesNo.of(parts.getT2()),
            "ward_name", parts.getT3().name(), "police_name", parts.getT3().police()));
  }

  private Mono<String> groupName(Contact contact) {
    return contact.groupId() == null ? Mono.just("")
        : wards.group(contact.wardId(), contact.groupId()).map(ResidentialGroup::name).onErrorReturn(NotFound.class, "");
  }
}
