package vn.caunoi.channel.simulated;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What goes wrong with the sends to come: each plan is used up by one of them, in the order in which they were made. */
final class ZaloTwinFaults {
  private final Queue<Planned> planned = new ConcurrentLinkedQueue<>();

  /** ERROR: answered with the code and not delivered. HTTP_500: a page. Then the two in which the message reaches the phone all the same. */
  enum Trouble { ERROR, HTTP_500, ACCEPT_THEN_CUT, SILENCE }

  record Planned(Trouble trouble, int code) {}

  void add(Trouble trouble, int code) {
    planned.add(new Planned(trouble, code));
  }

  @Nullable Planned next() {
    return planned.poll();
  }

  int waiting() {
    return planned.size();
  }

  void clear() {
    planned.clear();
  }
}
