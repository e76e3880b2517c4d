package vn.caunoi.contact;

import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.flow.FlowAction;
import vn.caunoi.flow.FlowCall;

/** The resident takes the consent to be written at a phone number back: the number is deleted with it. */
@Component
class ForgetPhoneAction implements FlowAction {
  private final ContactBook contacts;

  ForgetPhoneAction(ContactBook contacts) {
    this.contacts = contacts;
  }

  @Override
  public String name() {
    return "forget_phone";
  }

  @Override
  public Mono<Map<String, String>> run(FlowCall call) {
    return contacts.withdraw(call.wardId(), call.contactId(), Consent.Purpose.PHONE, call.at()).thenReturn(Map.of("result", "ok"));
  }
}
