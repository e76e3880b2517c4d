package vn.caunoi.contact;

import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Deletes a contact's data for good. */
@Component
public class ContactErasure {
  private final Contacts contacts;
  private final ContactAddresses addresses;
  private final Consents consents;
  private final ObjectProvider<ContactTrail> trails;
  private final TransactionalOperator transactions;

  ContactErasure(Contacts contacts, ContactAddresses addresses, Consents consents, ObjectProvider<ContactTrail> trails,
      TransactionalOperator transactions) {
    this.contacts = contacts;
    this.addresses = addresses;
    this.consents = consents;
    this.trails = trails;
    this.transactions = transactions;
  }

  /** Erases the contact, its addresses and consents, and what every {@link ContactTrail} keeps about it, in one transaction. */
  public Mono<Void> erase(UUID ward, UUID contactId) {
    return Flux.fromStream(trails::orderedStream).concatMap(trail -> trail.erase(ward, contactId))
        .then(Mono.defer(() -> consents.delete(ward, contactId)))
        .then(Mono.defer(() -> addresses.delete(ward, contactId)))
        .then(Mono.defer(() -> contacts.delete(ward, contactId)))
        .as(transactions::transactional);
  }
}
