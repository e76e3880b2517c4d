package vn.caunoi.conversation;

import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.DeliveryReceipt;
import vn.caunoi.channel.InboundMessage;
import vn.caunoi.channel.InboundReceiver;
import vn.caunoi.channel.Interaction;
import vn.caunoi.contact.ContactBook;
import vn.caunoi.delivery.DeliveryLedger;

/** Where the channels' deliveries land. What becomes of a stored message is the {@link InboxWorker}'s business. */
@Component
class Inbox implements InboundReceiver {
  private final Intake intake;
  private final UnknownEvents unknown;
  private final DeliveryLedger ledger;
  private final ContactBook contacts;
  private final Arrivals arrivals;

  Inbox(Intake intake, UnknownEvents unknown, DeliveryLedger ledger, ContactBook contacts, Arrivals arrivals) {
    this.intake = intake;
    this.unknown = unknown;
    this.ledger = ledger;
    this.contacts = contacts;
    this.arrivals = arrivals;
  }

  @Override
  public Mono<Void> receive(List<InboundMessage> messages) {
    return arrivals.take(messages, intake::store);
  }

  @Override
  public Mono<Void> settle(List<DeliveryReceipt> receipts) {
    return receipts.isEmpty() ? Mono.empty() : ledger.settle(receipts);
  }

  @Override
  public Mono<Void> interacted(List<Interaction> interactions) {
    return Flux.fromIterable(interactions).concatMap(act -> contacts.touched(act.wardId(), act.from(), act.at())).then();
  }

  @Override
  public Mono<Void> keepUnknown(ChannelAccount account, String kind, byte[] raw) {
    return unknown.keep(account, kind, raw);
  }
}
