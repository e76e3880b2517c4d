package vn.caunoi.delivery;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.DeliveryReceipt;
import vn.caunoi.platform.Slice;

/**
 * Every message that leaves is a row here first. Writing joins the caller's transaction; sending starts after its commit, by
 * {@code Dispatcher}, without anything more to do for the caller.
 */
@Component
public class DeliveryLedger {

  /** Puts one message into the ledger and gives its id. Messages to one address leave in the order in which they were put in. */
  public Mono<UUID> enqueue(NewDelivery delivery) {
    return Mono.error(UnsupportedOperationException::new);
  }

  /**
   * Plans targets of a campaign, best 5,000 at a time; a target that is planned already is left as it is, so that a second run adds
   * nothing. Gives how many were added.
   */
  public Mono<Long> enqueueCampaign(UUID ward, UUID campaign, List<CampaignTarget> targets) {
    return Mono.error(UnsupportedOperationException::new);
  }

  /** Within a second nothing more of this campaign leaves, until {@link #releaseCampaign}. */
  public Mono<Void> holdCampaign(UUID ward, UUID campaign) {
    return Mono.error(UnsupportedOperationException::new);
  }

  public Mono<Void> releaseCampaign(UUID ward, UUID campaign) {
    return Mono.error(UnsupportedOperationException::new);
  }

  /** For good: what has not left is cancelled, also what is planned later. */
  public Mono<Void> cancelCampaign(UUID ward, UUID campaign) {
    return Mono.error(UnsupportedOperationException::new);
  }

  public Mono<DeliveryTally> tally(UUID ward, UUID campaign) {
    return Mono.error(UnsupportedOperationException::new);
  }

  /** The tally of each residential group that has targets. */
  public Mono<java.util.Map<UUID, DeliveryTally>> tallyByGroup(UUID ward, UUID campaign) {
    return Mono.error(UnsupportedOperationException::new);
  }

  /** One line per target, those of one state or all. */
  public Mono<Slice<DeliveryFate>> deliveries(UUID ward, UUID campaign, Delivery.@Nullable Status status, @Nullable String cursor, int limit) {
    return Mono.error(UnsupportedOperationException::new);
  }

  /** What became of single deliveries, for instance the answers on a tip's page. */
  public Flux<DeliveryFate> fates(UUID ward, Collection<UUID> ids) {
    return Flux.error(UnsupportedOperationException::new);
  }

  /** Networks tell what became of messages: raises states, never lowers one. Unknown ids are ignored. */
  public Mono<Void> settle(List<DeliveryReceipt> receipts) {
    return Mono.error(UnsupportedOperationException::new);
  }

  /**
   * Leaves no trail of a conversation: texts, addresses and the contact of what has left are wiped now, of what is still to leave as soon
   * as its fate is known.
   */
  public Mono<Void> eraseTexts(UUID ward, UUID conversationId) {
    return Mono.error(UnsupportedOperationException::new);
  }

  /** A person sends a message of unknown fate again, knowing that it may arrive twice; it is marked as a repeat. */
  public Mono<Void> resend(UUID ward, UUID id) {
    return Mono.error(UnsupportedOperationException::new);
  }

  /** {@link #resend} for every target of unknown fate; gives how many. */
  public Mono<Long> resendUnknown(UUID ward, UUID campaign) {
    return Mono.error(UnsupportedOperationException::new);
  }
}
