package vn.caunoi.flow;

import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * One verb that a flow may run. It runs inside the transaction of the turn: it writes rows and never calls a provider. It must be
 * named in {@code bot-flows/*.yaml} as {@link #name()} says; an unknown name stops the start.
 */
public interface FlowAction {
  /** snake_case, for instance {@code open_tip}. */
  String name();

  /** Whether it may end the conversation it runs in, to leave no trail of it. */
  default boolean mayErase() {
    return false;
  }

  /**
   * Does it. The result's entries become variables of the conversation; an expected refusal is a value too (for instance
   * {@code result=not_found}), on which the flow branches. An error rolls the turn back and the message is tried again.
   */
  Mono<Map<String, String>> run(FlowCall call);
}
