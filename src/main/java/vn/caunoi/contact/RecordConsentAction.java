package vn.caunoi.contact;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.flow.FlowAction;
import vn.caunoi.flow.FlowCall;

/** Records to which purposes the resident said yes; what is not among them is withdrawn. */
@Component
class RecordConsentAction implements FlowAction {
  private final ContactBook contacts;

  RecordConsentAction(ContactBook contacts) {
    this.contacts = contacts;
  }

  @Override
  public String name() {
    return "record_consent";
  }

  /** The version of the consent text in {@code bot-flows} when the flow gives none: to be raised with every change of its meaning. */
  static final String TEXT_VERSION = "2026-11";

  @Override
  public Mono<Map<String, String>> run(FlowCall call) {
    var wanted = Set.copyOf(List.of(call.get("purposes").toUpperCase(Locale.ROOT).split("\\s*,\\s*")));
    return Flux.fromIterable(Consent.Purpose.MESSAGES)
        .concatMap(purpose -> wanted.contains(purpose.name()) ? grant(call, purpose)
            : contacts.withdraw(call.wardId(), call.contactId(), purpose, call.at()))
        .then(Mono.just(Map.of("result", "ok")));
  }

  private Mono<Void> grant(FlowCall call, Consent.Purpose purpose) {
    var version = call.get("text_version").isEmpty() ? TEXT_VERSION : call.get("text_version");
    return contacts.grant(call.wardId(), call.contactId(), purpose, version, call.from().channel(), call.at());
  }
}
