package vn.caunoi.contact;

import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.flow.FlowAction;
import vn.caunoi.flow.FlowCall;

/** Tells the resident everything we know about them. */
@Component
class MyDataAction implements FlowAction {
  private final ContactBook contacts;
  private final ContactTexts texts;

  MyDataAction(ContactBook contacts, ContactTexts texts) {
    this.contacts = contacts;
    this.texts = texts;
  }

  @Override
  public String name() {
    return "my_data";
  }

  @Override
  public Mono<Map<String, String>> run(FlowCall call) {
    return contacts.myData(call.wardId(), call.contactId()).map(data -> Map.of("data", texts.of(data)));
  }
}
