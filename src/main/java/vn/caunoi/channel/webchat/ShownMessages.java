package vn.caunoi.channel.webchat;

import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.DeliveryReceipt;
import vn.caunoi.channel.InboundReceiver;
import vn.caunoi.channel.webchat.FrontDoor.Visitor;

/** What a page says about the messages it shows. */
@Component
class ShownMessages {
  private final ChatMessages messages;
  private final InboundReceiver ledger;
  private final Clock clock;

  ShownMessages(ChatMessages messages, InboundReceiver ledger, Clock clock) {
    this.messages = messages;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** The page shows everything up to here: delivered. */
  Mono<Void> through(Visitor visitor, long seq) {
    return messages.shown(visitor.room().wardId(), visitor.id(), seq).map(id -> delivered(visitor, id)).collectList()
        .filter(receipts -> !receipts.isEmpty())
        .flatMap(ledger::settle);
  }

  /** The visitor wrote a secret down: from now on it is nowhere but with him. What stands above it was before his eyes as well. */
  Mono<Void> saved(Visitor visitor, UUID message) {
    var ward = visitor.room().wardId();
    return messages.find(ward, visitor.id(), message)
        .flatMap(found -> through(visitor, found.seq()).then(messages.remove(ward, visitor.id(), message)));
  }

  private DeliveryReceipt delivered(Visitor visitor, UUID message) {
    return new DeliveryReceipt(visitor.room().wardId(), visitor.room().account().id(), message.toString(), DeliveryReceipt.Stage.DELIVERED,
        clock.instant());
  }
}
