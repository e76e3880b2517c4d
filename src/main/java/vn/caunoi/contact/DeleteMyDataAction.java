package vn.caunoi.contact;

import java.time.Duration;
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

  /** Law on personal data protection 91/2025/QH15 with Decree 356/2025: a deletion is completed within 20 days at most. */
  private static final Duration LAW = Duration.ofDays(20);

  @Override
  public Mono<Map<String, String>> run(FlowCall call) {
    return erasure.erase(call.wardId(), call.contactId())
        .thenReturn(Map.of("result", "ok", "deadline", VietnamTime.day(call.at().plus(LAW))));
  }
}
