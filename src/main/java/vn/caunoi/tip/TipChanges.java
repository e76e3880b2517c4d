package vn.caunoi.tip;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import vn.caunoi.audit.AuditEntry;
import vn.caunoi.audit.AuditTrail;
import vn.caunoi.platform.LiveUpdates;

/** Stores a changed tip together with its history and audit entry, and tells open pages after the commit. */
@Component
class TipChanges {
  private final Tips tips;
  private final TipRecords records;
  private final AuditTrail audit;
  private final LiveUpdates live;
  private final TransactionalOperator transactions;

  TipChanges(Tips tips, TipRecords records, AuditTrail audit, LiveUpdates live, TransactionalOperator transactions) {
    this.tips = tips;
    this.records = records;
    this.audit = audit;
    this.live = live;
    this.transactions = transactions;
  }

  /** {@code after} replaces {@code before}; {@code officer} is null for the resident. */
  Mono<Tip> store(UnsealedTip before, Tip after, @Nullable UUID officer) {
    return tips.save(before.with(after), officer == null)
        .then(records.addEvents(after.wardId(), after.id(), TipEvent.between(before.tip(), after, officer)))
        .then(Mono.defer(() -> note(after, officer, "tip_changed")))
        .as(transactions::transactional)
        .thenReturn(after.stored());
  }

  /** Something was added to it: a message, a note, an answer. */
  Mono<Void> note(Tip tip, @Nullable UUID officer, String action) {
    var entry = AuditEntry.of(tip.wardId(), officer, action, "tip", tip.id()).with("status", tip.status());
    return audit.record(entry).then(announce(tip.wardId(), tip.id(), tip.concerns()));
  }

  /** Tips about the ward police itself have a topic of their own, to which only the commander's page listens. */
  Mono<Void> announce(UUID ward, UUID tip, Tip.Concerns concerns) {
    return live.announceAfterCommit(ward, concerns == Tip.Concerns.NONE ? TipInbox.TOPIC : TipInbox.CONFLICT_TOPIC, tip);
  }

  <T> Mono<T> together(Mono<T> work) {
    return work.as(transactions::transactional);
  }
}
