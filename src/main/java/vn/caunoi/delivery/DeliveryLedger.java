package vn.caunoi.delivery;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.DeliveryReceipt;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.Slice;

/**
 * Every message that leaves is a row here first. Writing joins the caller's transaction; sending starts after its commit, by
 * {@code Dispatcher}, without anything more to do for the caller.
 */
@Component
public class DeliveryLedger {
  private final Deliveries deliveries;
  private final CampaignHolds holds;
  private final DeliveryReports reports;
  private final Receipts receipts;
  private final TextErasure erasure;
  private final Resends resends;
  private final DispatchSignal signal;

  DeliveryLedger(Deliveries deliveries, CampaignHolds holds, DeliveryReports reports, Receipts receipts, TextErasure erasure,
      Resends resends, DispatchSignal signal) {
    this.deliveries = deliveries;
    this.holds = holds;
    this.reports = reports;
    this.receipts = receipts;
    this.erasure = erasure;
    this.resends = resends;
    this.signal = signal;
  }

  /** Puts one message into the ledger and gives its id. Messages to one address leave in the order in which they were put in. */
  public Mono<UUID> enqueue(NewDelivery delivery) {
    return deliveries.insert(delivery).delayUntil(id -> signal.afterCommit(delivery.wardId(), delivery.to().accountId()));
  }

  /**
   * Plans targets of a campaign, best 5,000 at a time; a target that is planned already is left as it is, so that a second run adds
   * nothing. Gives how many were added.
   */
  public Mono<Long> enqueueCampaign(UUID ward, UUID campaign, List<CampaignTarget> targets) {
    return deliveries.insertCampaign(ward, campaign, targets).delayUntil(added -> wake(ward, targets));
  }

  /** Within a second nothing more of this campaign leaves, until {@link #releaseCampaign}. */
  public Mono<Void> holdCampaign(UUID ward, UUID campaign) {
    return holds.hold(ward, campaign);
  }

  public Mono<Void> releaseCampaign(UUID ward, UUID campaign) {
    return holds.release(ward, campaign).concatMap(account -> signal.afterCommit(ward, account)).then();
  }

  /** For good: what has not left is cancelled, also what is planned later. */
  public Mono<Void> cancelCampaign(UUID ward, UUID campaign) {
    return holds.cancel(ward, campaign);
  }

  /** What waits to leave, by account; accounts with nothing are left out. */
  public Mono<Map<UUID, Backlog>> backlog(UUID ward) {
    return reports.backlog(ward);
  }

  public Mono<DeliveryTally> tally(UUID ward, UUID campaign) {
    return reports.tally(ward, campaign);
  }

  /** What the tally does not tell; {@code standing} when nothing moves, to know why. */
  public Mono<DeliveryNotes> notes(UUID ward, UUID campaign, boolean standing) {
    return reports.notes(ward, campaign, standing);
  }

  /** The tally of each residential group that has targets. */
  public Mono<Map<UUID, DeliveryTally>> tallyByGroup(UUID ward, UUID campaign) {
    return reports.tallyByGroup(ward, campaign);
  }

  /** One line per target, those of one state or all. */
  public Mono<Slice<DeliveryFate>> deliveries(UUID ward, UUID campaign, Delivery.@Nullable Status status, @Nullable String cursor, int limit) {
    return Mono.defer(() -> reports.fatesOf(ward, campaign, status, cursor, limit));
  }

  /** What became of single deliveries, for instance the answers on a tip's page. */
  public Flux<DeliveryFate> fates(UUID ward, Collection<UUID> ids) {
    return reports.fates(ward, ids);
  }

  /** Networks tell what became of messages: raises states, never lowers one. Unknown ids are ignored. */
  public Mono<Void> settle(List<DeliveryReceipt> settled) {
    return receipts.settle(settled);
  }

  /**
   * Leaves no trail of a conversation: texts, addresses and the contact of what has left are wiped now, of what is still to leave as soon
   * as its fate is known.
   */
  public Mono<Void> eraseTexts(UUID ward, UUID conversationId) {
    return erasure.eraseConversation(ward, conversationId);
  }

  /** A person sends a message of unknown fate again, knowing that it may arrive twice; it is marked as a repeat. */
  public Mono<Void> resend(UUID ward, UUID id) {
    return resends.one(ward, id)
        .switchIfEmpty(Mono.error(() -> new Conflict("Chỉ gửi lại được tin chưa rõ kết quả và còn nội dung.")))
        .flatMap(account -> signal.afterCommit(ward, account));
  }

  /** {@link #resend} for every target of unknown fate; gives how many. */
  public Mono<Long> resendUnknown(UUID ward, UUID campaign) {
    return resends.ofCampaign(ward, campaign).collectList()
        .delayUntil(accounts -> Flux.fromIterable(accounts).distinct().concatMap(account -> signal.afterCommit(ward, account)))
        .map(accounts -> (long) accounts.size());
  }

  private Flux<Void> wake(UUID ward, List<CampaignTarget> targets) {
    return Flux.fromStream(targets.stream().map(CampaignTarget::to).filter(to -> to != null).map(to -> to.accountId()).distinct())
        .concatMap(account -> signal.afterCommit(ward, account));
  }
}
