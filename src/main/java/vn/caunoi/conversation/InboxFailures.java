package vn.caunoi.conversation;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import vn.caunoi.platform.LiveUpdates;

/** Counts failed turns; after the last one the message is parked, where people see it and its sender's next message can pass. */
@Component
class InboxFailures {
  private static final Logger log = LoggerFactory.getLogger(InboxFailures.class);
  static final int MOST = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  private final InboxClaims claims;
  private final OpenConversations open;
  private final TransactionalOperator transactions;
  private final LiveUpdates live;
  private final InboxMeters meters;

  InboxFailures(InboxClaims claims, OpenConversations open, TransactionalOperator transactions, LiveUpdates live, InboxMeters meters) {
    this.claims = claims;
    this.open = open;
    this.transactions = transactions;
    this.live = live;
    this.meters = meters;
  }

  Mono<Void> count(TurnFailed failed) {
    var message = failed.message();
    var cause = rootOf(failed);
    log.warn("turn failed account={} failures={} error={} at={}", message.accountId(), message.failures() + 1, cause.getClass().getSimpleName(),
        placeOf(cause));
    return claims.countFailure(message, cause.getClass().getSimpleName())
        .filter(counted -> counted)
        .delayUntil(counted -> message.failures() + 1 < MOST ? pause(message) : park(message))
        .as(transactions::transactional)
        .doOnNext(counted -> announce(message))
        .then();
  }

  /** 0.2 s, 0.6 s, 1.8 s, 5.4 s: what heals by itself usually does so within that. */
  private Mono<Void> pause(OpenMessage message) {
    var pause = FIRST_PAUSE.multipliedBy((long) Math.pow(3, message.failures()));
    return claims.hold(message, pause).then(open.endIfStuck(message));
  }

  private Mono<Void> park(OpenMessage message) {
    return claims.park(message, kindOf(message)).then(open.markStuck(message)).then(claims.hold(message, Duration.ZERO));
  }

  private void announce(OpenMessage message) {
    if (message.failures() + 1 >= MOST) {
      meters.parked();
      live.announce(message.wardId(), "parked", message.wardId());
    }
  }

  private String kindOf(OpenMessage message) {
    try {
      return claims.read(message).content().getClass().getSimpleName();
    } catch (RuntimeException e) {
      return "Unreadable";
    }
  }

  private static Throwable rootOf(Throwable failed) {
    var root = failed;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }

  /** Where in our code it happened. The error's own text is left out: it may repeat what a resident wrote. */
  private static String placeOf(Throwable cause) {
    for (var frame : cause.getStackTrace()) {
      if (frame.getClassName().startsWith("vn.caunoi")) {
        return frame.getClassName() + ":" + frame.getLineNumber();
      }
    }
    return "unknown";
  }
}
