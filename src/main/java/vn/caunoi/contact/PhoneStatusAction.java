package vn.caunoi.contact;

import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.flow.FlowAction;
import vn.caunoi.flow.FlowCall;

/** Whether a phone number of the resident is kept. */
@Component
class PhoneStatusAction implements FlowAction {
  private final ContactBook contacts;

  PhoneStatusAction(ContactBook contacts) {
    this.contacts = contacts;
  }

  @Override
  public String name() {
    return "phone_status";
  }

  @Override
  public Mono<Map<String, String>> run(FlowCall call) {
    return contacts.hasPhone(call.wardId(), call.contactId()).map(kept -> Map.of("has_phone", YesNo.of(kept)));
  }
}
