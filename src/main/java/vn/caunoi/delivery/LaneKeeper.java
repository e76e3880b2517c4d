package vn.caunoi.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;

/** Takes the lanes that this node may hold, keeps their leases, and closes those it lost or whose account must not send. */
@Component
class LaneKeeper {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final UUID owner = UUID.randomUUID();
  private final ChannelAccounts accounts;
  private final Lanes lanes;
  private final LaneFactory factory;
  private final DispatchSignal signal;
  private final DeliverySettings settings;

  LaneKeeper(ChannelAccounts accounts, Lanes lanes, LaneFactory factory, DispatchSignal signal, DeliverySettings settings) {
    this.accounts = accounts;
    this.lanes = lanes;
    this.factory = factory;
    this.signal = signal;
    this.settings = settings;
  }

  /** One round; {@code opened} gets every lane that is new here. */
  Mono<Void> keep(Consumer<Lane> opened) {
    return accounts.active().filter(factory::canServe).collectList().flatMap(active -> lease(active, opened)).timeout(LIMIT);
  }

  private Mono<Void> lease(List<ChannelAccount> active, Consumer<Lane> opened) {
    long until = System.nanoTime() + settings.lease().toNanos(); // from before the question, so never later than the database's
    return lanes.keep(owner, active, settings.lease()).collectList().doOnNext(leases -> apply(active, leases, until, opened)).then();
  }

  private void apply(List<ChannelAccount> active, List<Lanes.Lease> leases, long until, Consumer<Lane> opened) {
    var known = active.stream().collect(Collectors.toMap(ChannelAccount::id, Function.identity()));
    var held = leases.stream().collect(Collectors.toMap(Lanes.Lease::accountId, Function.identity()));
    signal.lanes().forEach((account, lane) -> {
      if (!held.containsKey(account)) {
        lane.close();
      }
    });
    for (var lease : leases) {
      var account = known.get(lease.accountId());
      var lane = signal.lanes().get(account.id());
      if (lane == null) {
        lane = factory.open(owner, account);
        signal.lanes().put(account.id(), lane);
        opened.accept(lane);
      }
      lane.leased(account, lease, until);
    }
  }

  /** Sends by a lane until it is closed. */
  Mono<Void> run(Lane lane) {
    return lane.run().doFinally(end -> signal.lanes().remove(lane.account().id(), lane));
  }

  /** Wakes the lanes that have something due. */
  Mono<Void> look(Clock clock) {
    return lanes.withWork(owner, clock.instant()).doOnNext(signal::ringHere).then().timeout(LIMIT);
  }

  void closeAll() {
    signal.lanes().values().forEach(Lane::close);
  }

  Mono<Void> giveBack() {
    return lanes.release(owner).timeout(LIMIT);
  }
}
