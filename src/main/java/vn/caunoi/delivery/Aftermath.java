package vn.caunoi.delivery;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.SendOutcome;

/** What else follows from outcomes once they are written: for the address, the account, the lane, open pages and the figures. */
@Component
class Aftermath {
  private static final Logger log = LoggerFactory.getLogger(Aftermath.class);
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final AddressNews addresses;
  private final AccountNews accounts;
  private final DeliveryMetrics metrics;

  Aftermath(AddressNews addresses, AccountNews accounts, DeliveryMetrics metrics) {
    this.addresses = addresses;
    this.accounts = accounts;
    this.metrics = metrics;
  }

  /** {@code lanes}: by which lane a delivery left. */
  Mono<Void> of(List<Decisions.Written> written, Map<UUID, Lane> lanes) {
    Set<UUID> told = new HashSet<>();
    for (var one : written) {
      metrics.count(one);
      var after = one.after();
      if (one.decision().tried()) {
        accounts.ended(after.to().accountId(), one.decision().outcome());
      }
      if (after.status() == Delivery.Status.PLANNED) {
        lanes.get(after.id()).wakeAt(after.dueAt());
      }
      var topic = after.campaignId() != null ? after.campaignId() : after.to().accountId();
      if (told.add(topic)) {
        accounts.announce(after.wardId(), topic);
      }
    }
    return Flux.fromIterable(written).filter(one -> one.decision().tried()).concatMap(this::follow)
        .then(addresses.accepted(written).timeout(LIMIT).onErrorResume(e -> {
          log.warn("welcome messages not counted error={}", e.toString());
          return Mono.empty();
        }));
  }

  private Mono<Void> follow(Decisions.Written written) {
    var before = written.decision().claimed().delivery();
    var work = switch (written.decision().outcome()) {
      case SendOutcome.Moved moved -> addresses.moved(before, moved.to());
      case SendOutcome.Unreachable gone -> addresses.refused(before, gone);
      case SendOutcome.Postponed later when later.barrier() != null -> addresses.postponed(before, later.reason(), later.barrier());
      case SendOutcome.AccountDown down -> accounts.down(before.wardId(), before.to().accountId(), down.reason());
      case SendOutcome.RateLimited limited when written.decision().pausesLane() -> accounts.gate(before, written.decision().claimed().token(), limited.retryAfter());
      default -> Mono.<Void>empty();
    };
    return work.timeout(LIMIT).onErrorResume(e -> {
      log.warn("aftermath failed delivery={} outcome={} error={}", before.id(), written.decision().outcome().getClass().getSimpleName(), e.toString());
      return Mono.empty();
    });
  }
}
