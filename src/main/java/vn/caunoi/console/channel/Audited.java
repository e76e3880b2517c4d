package vn.caunoi.console.channel;

import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.audit.AuditEntry;
import vn.caunoi.audit.AuditTrail;

/** A change of a channel account and its audit entry, both or none. */
@Component
class Audited {
  private final AuditTrail audit;
  private final TransactionalOperator tx;

  Audited(AuditTrail audit, TransactionalOperator tx) {
    this.audit = audit;
    this.tx = tx;
  }

  Mono<Void> change(Mono<Void> change, AuditEntry entry) {
    return change.then(Mono.defer(() -> audit.record(entry))).as(tx::transactional);
  }

  <T> Mono<T> record(Mono<T> change, Function<T, AuditEntry> entry) {
    return change.delayUntil(done -> audit.record(entry.apply(done))).as(tx::transactional);
  }

  static AuditEntry entry(CurrentAccount me, String action, UUID account) {
    return AuditEntry.of(me.ward(), me.officer().id(), action, "channel_account", account);
  }
}
