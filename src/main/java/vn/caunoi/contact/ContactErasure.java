package vn.caunoi.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.audit.AuditEntry;
import vn.caunoi.audit.AuditTrail;
import vn.caunoi.platform.VietnamTime;

/** Deletes a contact's data for good, and leaves an entry in the audit trail that it was asked for and done. */
@Component
public class ContactErasure {
  /** Law on personal data protection 91/2025/QH15 with Decree 356/2025: a deletion is completed within 20 days at most. */
  public static final Duration DEADLINE = Duration.ofDays(20);

  /** Who asked: the resident in a conversation, or the network on their behalf. */
  public enum By { RESIDENT, NETWORK }

  private final ContactBook contacts;
  private final ObjectProvider<ContactTrail> trails;
  private final AuditTrail audit;
  private final TransactionalOperator transactions;

  ContactErasure(ContactBook contacts, ObjectProvider<ContactTrail> trails, AuditTrail audit, TransactionalOperator transactions) {
    this.contacts = contacts;
    this.trails = trails;
    this.audit = audit;
    this.transactions = transactions;
  }

  /**
   * Erases the contact, its addresses and consents, and what every {@link ContactTrail} keeps about it, in one transaction: at once, though the
   * law would allow until {@link #DEADLINE}. {@code askedAt} is when it was asked for.
   */
  public Mono<Void> erase(UUID ward, UUID contactId, By by, Instant askedAt) {
    return Flux.fromStream(trails::orderedStream).concatMap(trail -> trail.erase(ward, contactId))
        .then(Mono.defer(() -> contacts.delete(ward, contactId)))
        .then(Mono.defer(() -> audit.record(AuditEntry.of(ward, null, "contact_erased", "contact", contactId)
            .with("asked_by", by).with("asked_on", VietnamTime.day(askedAt)).with("due_on", VietnamTime.day(askedAt.plus(DEADLINE))))))
        .as(transactions::transactional);
  }
}
