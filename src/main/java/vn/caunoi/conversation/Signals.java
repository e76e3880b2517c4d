package vn.caunoi.conversation;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.InboundMessage;
import vn.caunoi.channel.InboundMessage.Content;
import vn.caunoi.channel.InboundMessage.Content.Place;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.contact.ContactBook;
import vn.caunoi.contact.ContactErasure;
import vn.caunoi.delivery.DeliveryLedger;
import vn.caunoi.delivery.NewDelivery;
import vn.caunoi.delivery.Route;
import vn.caunoi.platform.ConfigFiles;

/**
 * What people do without saying anything to us, or say where nothing may be kept. Takes part in the caller's transaction; opens no
 * conversation and adds no contact.
 */
@Component
class Signals {
  private final ContactBook contacts;
  private final ContactErasure erasure;
  private final InboxRemains remains;
  private final DeliveryLedger ledger;
  private final Advice advice;

  /** {@code config/texts/elsewhere.yaml}: what is said to somebody who speaks to us at the wrong place. */
  record Advice(String group, String visitor) {}

  Signals(ContactBook contacts, ContactErasure erasure, InboxRemains remains, DeliveryLedger ledger, ConfigFiles files) {
    this.contacts = contacts;
    this.erasure = erasure;
    this.remains = remains;
    this.ledger = ledger;
    this.advice = files.read("config/texts/elsewhere.yaml", Advice.class);
  }

  Mono<Void> take(InboundMessage message, Content.Signal signal) {
    return switch (signal) {
      case Content.Left left -> contacts.left(message.wardId(), message.from(), message.sentAt());
      case Content.Returned returned -> contacts.markReachable(message.wardId(), message.from());
      case Content.Interacted interacted -> contacts.touched(message.wardId(), message.from(), message.sentAt());
      case Content.PhoneGiven given -> contacts.touched(message.wardId(), message.from(), message.sentAt()).then(keep(message, given));
      case Content.Withdrew withdrew -> erase(message);
      case Content.Moved moved -> contacts.moved(message.wardId(), message.from(), moved.address(message.from()));
      case Content.Elsewhere elsewhere -> ledger.enqueue(answer(message, elsewhere)).then();
    };
  }

  private Mono<Void> keep(InboundMessage message, Content.PhoneGiven given) {
    return contacts.find(message.wardId(), message.from())
        .flatMap(contact -> contacts.phoneGiven(message.wardId(), contact.id(), given.number(), message.sentAt())).then();
  }

  private Mono<Void> erase(InboundMessage message) {
    return contacts.find(message.wardId(), message.from())
        .flatMap(contact -> erasure.erase(message.wardId(), contact.id(), ContactErasure.By.NETWORK, message.sentAt()))
        .then(Mono.defer(() -> remains.forget(message.wardId(), message.from())));
  }

  /** Of the place alone: no contact, no conversation, and the ledger forgets the text once it has left. */
  private NewDelivery answer(InboundMessage message, Content.Elsewhere elsewhere) {
    boolean group = elsewhere.place() == Place.GROUP;
    var text = OutboundMessage.text(group ? advice.group() : advice.visitor()).quoting(elsewhere.quotes());
    return new NewDelivery(message.wardId(), message.from(), NewDelivery.Purpose.CONVERSATION,
        group ? Route.ZALO_GROUP : TurnReplies.route(message.from().channel()), text, null, null, true);
  }
}
