package vn.caunoi.schedule;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** Work that runs again and again on one node at a time (a sweep, a reconciler). Every bean of this type is put on the timetable at start. */
public interface RecurringWork {
  /** Unique name, for instance {@code invitation-sweep}. */
  String name();

  /** From one start to the next. */
  Duration every();

  /** One round; must end within a minute. */
  Mono<Void> run();
}
