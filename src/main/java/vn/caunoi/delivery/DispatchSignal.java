package vn.caunoi.delivery;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;
import vn.caunoi.platform.LiveUpdates;

/** Tells the lane of an account, here or on another node, that something may be due. Only a hint: each lane is looked at every second. */
@Component
class DispatchSignal {
  static final String TOPIC = "delivery-due";

  private final LiveUpdates live;
  private final Map<UUID, Lane> lanes = new ConcurrentHashMap<>();

  DispatchSignal(LiveUpdates live) {
    this.live = live;
  }

  /** The lanes of this node, by account. */
  Map<UUID, Lane> lanes() {
    return lanes;
  }

  /** Rings after the commit of the transaction it is called in, or at once when there is none. */
  Mono<Void> afterCommit(UUID ward, UUID account) {
    return TransactionSynchronizationManager.forCurrentTransaction()
        .filter(TransactionSynchronizationManager::isSynchronizationActive)
        .doOnNext(transaction -> transaction.registerSynchronization(new Ring(ward, account)))
        .map(transaction -> true)
        .onErrorReturn(NoTransactionException.class, false)
        .defaultIfEmpty(false)
        .doOnNext(later -> {
          if (!later) {
            ring(ward, account);
          }
        })
        .then();
  }

  void ring(UUID ward, UUID account) {
    if (!ringHere(account)) {
      live.announce(ward, TOPIC, account);
    }
  }

  boolean ringHere(UUID account) {
    var lane = lanes.get(account);
    if (lane != null) {
      lane.wake();
    }
    return lane != null;
  }

  private final class Ring implements TransactionSynchronization {
    private final UUID ward;
    private final UUID account;

    Ring(UUID ward, UUID account) {
      this.ward = ward;
      this.account = account;
    }

    @Override
    public Mono<Void> afterCommit() {
      return Mono.fromRunnable(() -> ring(ward, account));
    }
  }
}
