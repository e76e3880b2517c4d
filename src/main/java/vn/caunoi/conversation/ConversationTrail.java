package vn.caunoi.conversation;

import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.TrailEraser;
import vn.caunoi.contact.ContactBook;
import vn.caunoi.contact.ContactTrail;
import vn.caunoi.contact.ReachableAddress;

/** Erases what conversations and channels keep about a contact: where they stand, parked messages, what a channel shows again. */
@Component
class ConversationTrail implements ContactTrail {
  private final ContactBook contacts;
  private final OpenConversations open;
  private final InboxRemains remains;
  private final ObjectProvider<TrailEraser> channels;

  ConversationTrail(ContactBook contacts, OpenConversations open, InboxRemains remains, ObjectProvider<TrailEraser> channels) {
    this.contacts = contacts;
    this.open = open;
    this.remains = remains;
    this.channels = channels;
  }

  @Override
  public Mono<Void> erase(UUID ward, UUID contact) {
    return contacts.addressesOf(ward, contact).map(ReachableAddress::address).collectList()
        .flatMapMany(Flux::fromIterable)
        .concatMap(address -> remains.forget(ward, address).then(eraseAtChannels(ward, address)))
        .then(Mono.defer(() -> open.endOfContact(ward, contact)));
  }

  /** No conversation in particular: all of them. */
  private Mono<Void> eraseAtChannels(UUID ward, ChannelAddress address) {
    return Flux.fromStream(channels::orderedStream).concatMap(channel -> channel.erase(ward, UUID.randomUUID(), address)).then();
  }
}
