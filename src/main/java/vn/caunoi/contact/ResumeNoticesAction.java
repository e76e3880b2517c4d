package vn.caunoi.contact;

import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.flow.FlowAction;
import vn.caunoi.flow.FlowCall;

/** The resident wants notices and reminders again. */
@Component
class ResumeNoticesAction implements FlowAction {
  private final ContactBook contacts;

  ResumeNoticesAction(ContactBook contacts) {
    this.contacts = contacts;
  }

  @Override
  public String name() {
    return "resume_notices";
  }

  @Override
  public Mono<Map<String, String>> run(FlowCall call) {
    return Flux.just(Consent.Purpose.NOTICES, Consent.Purpose.REMINDERS)
        .concatMap(purpose -> contacts.grant(call.wardId(), call.contactId(), purpose, RecordConsentAction.TEXT_VERSION,
            call.from().channel(), call.at()))
        .then(Mono.just(Map.of("result", "ok")));
  }
}
