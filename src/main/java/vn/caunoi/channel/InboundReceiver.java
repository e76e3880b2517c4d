package vn.caunoi.channel;

import java.util.List;
import reactor.core.publisher.Mono;

/** Where channels hand in what arrived. Implemented by {@code conversation}. */
public interface InboundReceiver {
  /**
   * Stores the messages durably; completes after the commit, so a webhook may answer 200 then. Repeats are ignored. Errs with
   * {@link InboxUnavailable} when the queue is full or the database does not answer within 1.5 s: answer 503 and let the network repeat.
   */
  Mono<Void> receive(List<InboundMessage> messages);

  /** Hands receipts to the ledger; unknown ids are ignored. */
  Mono<Void> settle(List<DeliveryReceipt> receipts);

  /** Notes what opens reply windows without a message; nothing is stored of people we do not know. */
  Mono<Void> interacted(List<Interaction> interactions);

  /** Keeps a well-signed event that we do not understand, encrypted, and counts it. {@code kind} is the network's name of it. */
  Mono<Void> keepUnknown(ChannelAccount account, String kind, byte[] raw);
}
