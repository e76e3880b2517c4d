package vn.caunoi.tip;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A copy of a tip with some fields changed; the version is raised when it is stored. */
final class TipChange {
  private final Tip from;
  private Tip.Status status;
  private @Nullable String category;
  private Instant dueAt;
  private String clock;
  private @Nullable UUID assignee;
  private @Nullable UUID accountable;
  private @Nullable String task;
  private @Nullable String result;
  private @Nullable Instant closedAt;

  TipChange(Tip from) {
    this.from = from;
    status = from.status();
    category = from.category();
    dueAt = from.dueAt();
    clock = from.clock();
    assignee = from.assigneeId();
    accountable = from.accountableId();
    task = from.task();
    result = from.result();
    closedAt = from.closedAt();
  }

  TipChange status(Tip.Status value) {
    status = value;
    return this;
  }

  TipChange category(String value) {
    category = value;
    return this;
  }

  TipChange due(Instant at, String why) {
    dueAt = at;
    clock = why;
    return this;
  }

  TipChange assignee(UUID value) {
    assignee = value;
    return this;
  }

  TipChange accountable(@Nullable UUID value) {
    accountable = value;
    return this;
  }

  TipChange task(@Nullable String value) {
    task = value;
    return this;
  }

  TipChange result(@Nullable String value) {
    result = value;
    return this;
  }

  TipChange closedAt(@Nullable Instant value) {
    closedAt = value;
    return this;
  }

  Tip done() {
    return new Tip(from.wardId(), from.id(), from.code(), status, from.topic(), category, from.concerns(), from.groupId(), from.channel(),
        from.anonymous(), from.receivedAt(), dueAt, clock, assignee, accountable, task, result, closedAt, from.version());
  }
}
