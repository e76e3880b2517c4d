package vn.caunoi.contact;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** What another package keeps about a contact. Every implementation is asked to erase it when the contact's data is deleted. */
public interface ContactTrail {
  /** Erases it, in the transaction of the deletion. */
  Mono<Void> erase(UUID wardId, UUID contactId);
}
