package vn.caunoi.contact;

import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.flow.FlowAction;
import vn.caunoi.flow.FlowCall;

/** The resident wants no more messages from us but answers: every consent is withdrawn. */
@Component
class StopNoticesAction implements FlowAction {
  private final ContactBook contacts;

  StopNoticesAction(ContactBook contacts) {
    this.contacts = contacts;
  }

  @Override
  public String name() {
    return "stop_notices";
  }

  @Override
  public Mono<Map<String, String>> run(FlowCall call) {
    return Flux.fromArray(Consent.Purpose.values())
        .concatMap(purpose -> contacts.withdraw(call.wardId(), call.contactId(), purpose, call.at()))
        .then(Mono.just(Map.of("result", "ok")));
  }
}
