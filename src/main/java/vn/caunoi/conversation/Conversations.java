package vn.caunoi.conversation;

import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.TrailEraser;
import vn.caunoi.delivery.DeliveryLedger;

/** The door to conversations: what others may ask about the one that is going on. */
@Component
public class Conversations {
  private final OpenConversations open;
  private final InboxRemains remains;
  private final DeliveryLedger ledger;
  private final ObjectProvider<TrailEraser> channels;

  Conversations(OpenConversations open, InboxRemains remains, DeliveryLedger ledger, ObjectProvider<TrailEraser> channels) {
    this.open = open;
    this.remains = remains;
    this.ledger = ledger;
    this.channels = channels;
  }

  /**
   * Leaves no trace of a conversation beside an anonymous tip: parked messages of the sender, the state of the flow, the texts sent and what
   * the channel keeps. To be called by the flow action that stores the tip, in its transaction. The conversation is over afterwards,
   * wherever its flow stands; what the flow still says leaves without a contact or a conversation beside it and is wiped once it has left.
   */
  public Mono<Void> eraseTrail(UUID ward, UUID conversationId, ChannelAddress from) {
    return remains.forget(ward, from)
        .then(Mono.defer(() -> open.end(ward, conversationId)))
        .then(Mono.defer(() -> ledger.eraseTexts(ward, conversationId)))
        .thenMany(Flux.fromStream(channels::orderedStream)).concatMap(channel -> channel.erase(ward, conversationId, from))
        .then();
  }

  /** A tip whose reporter can be answered was told here: whoever picks up the device later does not find it. In the caller's transaction. */
  public Mono<Void> concealTrail(UUID ward, ChannelAddress from) {
    return Flux.fromStream(channels::orderedStream).concatMap(channel -> channel.conceal(ward, from)).then();
  }
}
