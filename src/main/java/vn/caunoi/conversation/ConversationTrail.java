package vn.caunoi.conversation;

import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.contact.ContactBook;
import vn.caunoi.contact.ContactTrail;
import vn.caunoi.contact.ReachableAddress;

/** Erases what conversations keep about a contact: where they stand, and parked messages. */
@Component
class ConversationTrail implements ContactTrail {
  private final ContactBook contacts;
  private final OpenConversations open;
  private final InboxRemains remains;

  ConversationTrail(ContactBook contacts, OpenConversations open, InboxRemains remains) {
    this.contacts = contacts;
    this.open = open;
    this.remains = remains;
  }

  @Override
  public Mono<Void> erase(UUID ward, UUID contact) {
    return contacts.addressesOf(ward, contact).map(ReachableAddress::address)
        .concatMap(address -> remains.forget(ward, address))
        .then(Mono.defer(() -> open.endOfContact(ward, contact)));
  }
}
