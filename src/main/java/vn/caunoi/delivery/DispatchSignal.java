package vn.caunoi.delivery;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.platform.AfterCommit;
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
    return AfterCommit.run(Mono.fromRunnable(() -> ring(ward, account)));
  }

  private void ring(UUID ward, UUID account) {
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
}
