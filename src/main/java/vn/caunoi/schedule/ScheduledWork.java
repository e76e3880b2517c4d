package vn.caunoi.schedule;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** Work that Quartz starts by kind and id. It reads its own row to see whether it is really due, so firing twice or late is harmless. */
public interface ScheduledWork {
  /** The name under which {@link Timetable} knows it, for instance {@code campaign}. */
  String kind();

  /** Does the work for one id; must end within a minute (start long work, do not do it). */
  Mono<Void> fire(UUID id);
}
