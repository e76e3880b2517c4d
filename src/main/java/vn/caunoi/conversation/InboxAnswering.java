package vn.caunoi.conversation;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.InboundMessage;

/**
 * Answers one message: in one transaction its sender is locked, the turn is played and the message is done. A photo is fetched between two
 * such transactions, a failure is counted in one of its own.
 */
@Component
class InboxAnswering {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final InboxClaims claims;
  private final Turns turn;
  private final InboxPhotos photos;
  private final InboxFailures failures;
  private final TransactionalOperator transactions;

  /** Plays the turn of one message in the transaction it is called in; {@code photo} is its stored photo, if it brought one. */
  interface Turns {
    Mono<Void> take(InboundMessage message, @Nullable UUID photo);
  }

  InboxAnswering(InboxClaims claims, Turns turn, InboxPhotos photos, InboxFailures failures, TransactionalOperator transactions) {
    this.claims = claims;
    this.turn = turn;
    this.photos = photos;
    this.failures = failures;
    this.transactions = transactions;
  }

  /** What a claim came to; {@code photoOf} is a message whose photo must be fetched before it can be answered. */
  private record Outcome(@Nullable OpenMessage photoOf) {}

  /** True when there was something to do. */
  Mono<Boolean> answerOne() {
    return claims.lockSender()
        .flatMap(sender -> claims.oldest(sender).flatMap(this::answer).defaultIfEmpty(new Outcome(null)))
        .as(transactions::transactional)
        .delayUntil(this::fetchPhoto)
        .map(outcome -> true)
        .onErrorResume(TurnFailed.class, failed -> failures.count(failed).thenReturn(true))
        .defaultIfEmpty(false);
  }

  private Mono<Outcome> answer(OpenMessage open) {
    return Mono.defer(() -> answer(open, claims.read(open)))
        .timeout(LIMIT)
        .onErrorMap(e -> new TurnFailed(open, e));
  }

  private Mono<Outcome> answer(OpenMessage open, InboundMessage message) {
    if (message.content() instanceof InboundMessage.Content.Photo && !open.photoSettled()) {
      return claims.hold(open, InboxPhotos.HOLD).thenReturn(new Outcome(open));
    }
    return turn.take(message, open.photo()).then(claims.done(open)).thenReturn(new Outcome(null));
  }

  private Mono<Void> fetchPhoto(Outcome outcome) {
    var open = outcome.photoOf();
    return open == null ? Mono.empty()
        : Mono.defer(() -> photos.settle(open, claims.read(open))).onErrorMap(e -> new TurnFailed(open, e));
  }
}
