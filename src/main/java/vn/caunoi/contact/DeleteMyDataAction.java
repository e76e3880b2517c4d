package vn.caunoi.contact;

import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.flow.FlowAction;
import vn.caunoi.flow.FlowCall;
import vn.caunoi.platform.VietnamTime;

/** Deletes everything we know about the resident, at once; the law would allow until {@code deadline}. */
@Component
class DeleteMyDataAction implements FlowAction {
  private final ContactErasure erasure;

  DeleteMyDataAction(ContactErasure erasure) {
    this.erasure = erasure;
  }

  @Override
  public String name() {
    return "delete_my_data";
  }

  @Override
  public boolean mayErase() {
    return true;
  }

  @Override
  public Mono<Map<String, String>> run(FlowCall call) {
    return erasure.erase(call.wardId(), call.contactId(), ContactErasure.By.RESIDENT, call.at())
        .thenReturn(Map.of("result", "ok", "deadline", VietnamTime.day(call.at().plus(ContactErasure.DEADLINE))));
  }
}
