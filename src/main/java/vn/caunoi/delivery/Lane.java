package vn.caunoi.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.MessageSender;
import vn.caunoi.channel.SendOutcome;

/**
 * What leaves by one account: claims what is due, at the account's pace, sends it and hands in what became of it. Nothing leaves
 * without a lease, behind a gate or too long after its claim.
 */
class Lane {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);
  private static final int UNPACED_BATCH = 200;
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
  private static final Duration CATCH_UP = Duration.ofMillis(50);

  private final UUID owner;
  private final MessageSender sender;
  private final Claims claims;
  private final Outcomes outcomes;
  private final DeliverySettings settings;
  private final Clock clock;
  private final Bell bell = new Bell();
  private final ChatGates chats = new ChatGates();
  private final Throttle throttle = new Throttle(chats);
  private final AtomicReference<Instant> nextDue = new AtomicReference<>(Instant.MAX);
  private volatile ChannelAccount account;
  private volatile Pace pace;
  private volatile long token;
  private volatile long leasedUntil;
  private volatile long gatedUntil = System.nanoTime();
  private volatile boolean open = true;

  Lane(UUID owner, ChannelAccount account, MessageSender sender, Claims claims, Outcomes outcomes, DeliverySettings settings, Clock clock) {
    this.owner = owner;
    this.account = account;
    this.sender = sender;
    this.claims = claims;
    this.outcomes = outcomes;
    this.settings = settings;
    this.clock = clock;
    this.pace = paceOf(account);
    this.leasedUntil = System.nanoTime();
  }

  /** Sends until {@link #close()}; completes when the last send has ended. */
  Mono<Void> run() {
    return Mono.defer(this::nextBatch).repeat(() -> open)
        .concatMap(Flux::fromIterable, 1)
        .concatMap(this::atItsTime, 1)
        .flatMap(this::send, settings.parallelism(), 1)
        .then();
  }

  /** The lane is ours until {@code until}, by {@link System#nanoTime()}. */
  void leased(ChannelAccount now, Lanes.Lease lease, long until) {
    if (now.ratePerSecond() != account.ratePerSecond()) {
      pace = paceOf(now);
    }
    boolean regained = left(leasedUntil) <= 0 || token != lease.token();
    account = now;
    token = lease.token();
    leasedUntil = until;
    gate(lease.gate());
    if (regained) {
      bell.ring();
    }
  }

  /** There may be something to send. */
  void wake() {
    bell.ring();
  }

  /** Something of this lane is due then. */
  void wakeAt(Instant when) {
    nextDue.accumulateAndGet(when, (a, b) -> a.isBefore(b) ? a : b);
    bell.ring();
  }

  void gate(Duration wait) {
    long until = System.nanoTime() + wait.toNanos();
    if (until - gatedUntil > 0) {
      gatedUntil = until;
    }
  }

  /** Claims nothing more and puts back what has not left. */
  void close() {
    open = false;
    bell.ring();
  }

  boolean isOpen() {
    return open;
  }

  ChannelAccount account() {
    return account;
  }

  private Mono<List<Claimed>> nextBatch() {
    bell.reset();
    if (!open) {
      return Mono.just(List.of());
    }
    if (left(leasedUntil) <= 0) {
      return bell.heard().thenReturn(List.of());
    }
    if (left(gatedUntil) > 0) {
      return Mono.delay(Duration.ofNanos(left(gatedUntil))).thenReturn(List.of());
    }
    if (outcomes.isBehind()) {
      return Mono.delay(CATCH_UP).thenReturn(List.of());
    }
    var now = clock.instant();
    nextDue.updateAndGet(due -> due.isAfter(now) ? due : Instant.MAX);
    return claims.claim(account, owner, token, batchSize())
        .timeout(settings.lease())
        .flatMap(batch -> batch.isEmpty() ? untilWoken().thenReturn(batch) : Mono.just(batch))
        .onErrorResume(this::afterTrouble);
  }

  private int batchSize() {
    return pace.isBound() ? (int) Math.max(1, Math.ceil(account.ratePerSecond() / 10)) : UNPACED_BATCH;
  }

  private Mono<Void> untilWoken() {
    var due = nextDue.get();
    if (due == Instant.MAX) {
      return bell.heard();
    }
    var wait = Duration.between(clock.instant(), due);
    return Mono.firstWithSignal(bell.heard(), Mono.delay(wait.isNegative() ? Duration.ZERO : wait).then());
  }

  private Mono<List<Claimed>> afterTrouble(Throwable e) {
    log.warn("nothing claimed account={} error={}", account.id(), e.toString());
    return Mono.delay(AFTER_TROUBLE).thenReturn(List.of());
  }

  /** Waits for the account's next slot; what its chat cannot take yet is put back without using one. */
  private Mono<Claimed> atItsTime(Claimed claimed) {
    if (claimed.message() == null) {
      return Mono.just(claimed);
    }
    var wait = chats.take(claimed.delivery().to(), clock.instant());
    if (wait.isPositive()) {
      putBack(claimed, wait);
      return Mono.empty();
    }
    long slot = pace.take(System.nanoTime(), throttle.share(clock.instant()));
    return slot == 0 ? Mono.just(claimed) : Mono.delay(Duration.ofNanos(slot)).thenReturn(claimed);
  }

  private Mono<Void> send(Claimed claimed) {
    if (claimed.message() == null) {
      outcomes.add(this, new Decision(claimed, new SendOutcome.Refused("no-text", "text is gone"), false));
      return Mono.empty();
    }
    if (!open || left(leasedUntil) <= 0 || left(claimed.sendBefore()) <= 0) {
      putBack(claimed, Duration.ZERO);
      return Mono.empty();
    }
    if (left(gatedUntil) > 0) {
      putBack(claimed, Duration.ofNanos(left(gatedUntil)));
      return Mono.empty();
    }
    return sent(claimed).doOnNext(outcome -> ended(claimed, outcome)).then();
  }

  private Mono<SendOutcome> sent(Claimed claimed) {
    return Mono.defer(() -> sender.send(account, claimed.delivery().to(), claimed.delivery().id(), claimed.toSend()))
        .timeout(settings.sendTimeout())
        .onErrorResume(TimeoutException.class, e -> Mono.just(new SendOutcome.Unknown("time-out")))
        .onErrorResume(e -> Mono.just(bug(claimed, e)))
        .defaultIfEmpty(new SendOutcome.Unknown("no-outcome"));
  }

  private SendOutcome bug(Claimed claimed, Throwable e) {
    log.error("sender failed delivery={} channel={} error={}", claimed.delivery().id(), sender.channel(), e.getClass().getName());
    return new SendOutcome.Unknown("sender-error");
  }

  private void ended(Claimed claimed, SendOutcome outcome) {
    if (outcome instanceof SendOutcome.RateLimited limited) {
      limited(claimed, limited);
      return;
    }
    if (outcome instanceof SendOutcome.AccountDown) {
      close();
    }
    outcomes.add(this, new Decision(claimed, outcome, true));
  }

  private void limited(Claimed claimed, SendOutcome.RateLimited limited) {
    boolean all = throttle.limited(claimed.delivery().to(), limited.retryAfter(), clock.instant());
    if (all) {
      gate(limited.retryAfter());
    }
    outcomes.add(this, new Decision(claimed, limited, true, all));
  }

  private void putBack(Claimed claimed, Duration wait) {
    outcomes.add(this, new Decision(claimed, new SendOutcome.RateLimited(wait), false));
  }

  private Pace paceOf(ChannelAccount of) {
    return settings.pacing() ? new Pace(of.ratePerSecond(), System.nanoTime()) : Pace.unbound();
  }

  private static long left(long until) {
    return until - System.nanoTime();
  }
}
