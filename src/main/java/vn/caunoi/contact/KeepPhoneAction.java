package vn.caunoi.contact;

import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.flow.FlowAction;
import vn.caunoi.flow.FlowCall;

/** Keeps the phone number that the resident just wrote after agreeing to it. What is no mobile number is neither kept nor agreed to. */
@Component
class KeepPhoneAction implements FlowAction {
  private final ContactBook contacts;

  KeepPhoneAction(ContactBook contacts) {
    this.contacts = contacts;
  }

  @Override
  public String name() {
    return "keep_phone";
  }

  @Override
  public Mono<Map<String, String>> run(FlowCall call) {
    if (ContactPhones.read(call.get("phone")).isEmpty()) {
      return Mono.just(Map.of("result", "invalid"));
    }
    return contacts.grant(call.wardId(), call.contactId(), Consent.Purpose.PHONE, RecordConsentAction.TEXT_VERSION, call.from().channel(), call.at())
        .then(Mono.defer(() -> contacts.phoneGiven(call.wardId(), call.contactId(), call.get("phone"), call.at())))
        .thenReturn(Map.of("result", "ok"));
  }
}
