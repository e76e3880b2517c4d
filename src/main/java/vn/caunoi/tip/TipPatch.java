package vn.caunoi.tip;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a form or a script wants changed; null leaves a thing as it is. {@code version} is what the sender has seen. */
public record TipPatch(Tip.@Nullable Status status, @Nullable String category, @Nullable UUID assignee, @Nullable UUID accountable,
    @Nullable String task, @Nullable Instant dueAt, @Nullable String result, long version) {

  public static TipPatch at(long version) {
    return new TipPatch(null, null, null, null, null, null, null, version);
  }

  public TipPatch status(Tip.Status wanted, @Nullable String words) {
    return new TipPatch(wanted, category, assignee, accountable, task, dueAt, words, version);
  }

  public TipPatch category(String key) {
    return new TipPatch(status, key, assignee, accountable, task, dueAt, result, version);
  }

  public TipPatch assignee(UUID officer) {
    return new TipPatch(status, category, officer, accountable, task, dueAt, result, version);
  }

  /** Applied in an order that makes sense for several at once: what it is, whose it is, by when, and only then how far it is. */
  Tip applyTo(Tip tip, TipIntake.Rules rules, Instant now) {
    var changed = tip;
    if (category != null && !category.equals(tip.category())) {
      changed = changed.categorise(category, rules.categories().category(category).clock().from(tip.receivedAt(), rules.days()));
    }
    if (assignee != null && !assignee.equals(tip.assigneeId())) {
      changed = changed.assignTo(assignee);
    }
    if (accountable != null) {
      changed = changed.answeredBy(accountable);
    }
    if (task != null) {
      changed = changed.withTask(task);
    }
    if (dueAt != null && !dueAt.equals(tip.dueAt())) {
      changed = changed.moveDeadline(dueAt, rules.movedDeadline(dueAt));
    }
    return progress(changed, now);
  }

  private Tip progress(Tip tip, Instant now) {
    if (status != null && status != tip.status()) {
      return tip.to(status, result == null ? tip.result() == null ? "" : tip.result() : result, now);
    }
    return result == null ? tip : tip.withResult(result);
  }

  @Override
  public String toString() {
    return "TipPatch[version=" + version + "]";
  }
}
