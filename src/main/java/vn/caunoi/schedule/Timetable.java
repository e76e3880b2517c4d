package vn.caunoi.schedule;

import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The alarm clock: wakes a {@link ScheduledWork} at a time. Not part of the caller's transaction; call it after the commit, and reconcile. */
public interface Timetable {
  /** Sets or moves the alarm of this work. A time in the past rings at once. */
  Mono<Void> at(String kind, UUID id, Instant when);

  /** Takes the alarm away; nothing happens when there is none. */
  Mono<Void> cancel(String kind, UUID id);
}
