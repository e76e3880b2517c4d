package vn.caunoi.conversation;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.InboundMessage;

/**
 * Answers open messages, a few of different senders in one transaction: the senders are locked, a turn of each is played, the messages are
 * done. Sharing a transaction is what makes it fast; a turn that fails rolls back its neighbours too, which are answered by the next round,
 * for nothing has left yet. A photo is fetched between two such transactions, a failure is counted in one of its own.
 */
@Component
class InboxAnswering {
  /** So many turns share a transaction when so many people wait. More would hold their rows longer and gain little. */
  static final int TOGETHER = 8;
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

  /** A claimed message with what it says. */
  private record Opened(OpenMessage claimed, InboundMessage message) {
    boolean waitsForItsPhoto() {
      return !claimed.photoSettled() && message.content() instanceof InboundMessage.Content.Photo;
    }
  }

  /** What a claim came to: so many answers, and messages whose photos must be fetched before they can be answered. */
  private record Round(int answered, List<Opened> photosOf) {}

  /** Answers {@code most} messages at most and gives how many; empty when there was nothing to do. */
  Mono<Integer> answerSome(int most) {
    return claims.lockSenders(most)
        .flatMap(claims::oldest)
        .flatMap(this::answerAll)
        .as(transactions::transactional)
        .delayUntil(round -> fetchPhotos(round.photosOf()))
        .map(Round::answered)
        .onErrorResume(TurnFailed.class, failed -> failures.count(failed).thenReturn(0));
  }

  private Mono<Round> answerAll(List<OpenMessage> claimed) {
    var messages = claimed.stream().map(this::open).collect(Collectors.partitioningBy(Opened::waitsForItsPhoto));
    var ready = messages.get(false);
    return Flux.fromIterable(messages.get(true)).concatMap(opened -> claims.hold(opened.claimed(), InboxPhotos.HOLD))
        .thenMany(Flux.fromIterable(ready).concatMap(this::answer))
        .then(Mono.defer(() -> claims.done(ready.stream().map(Opened::claimed).toList())))
        .thenReturn(new Round(ready.size(), messages.get(true)));
  }

  private Opened open(OpenMessage claimed) {
    try {
      return new Opened(claimed, claims.read(claimed));
    } catch (RuntimeException e) {
      throw new TurnFailed(claimed, e);
    }
  }

  private Mono<Void> answer(Opened opened) {
    return Mono.defer(() -> turn.take(opened.message(), opened.claimed().photo()))
        .timeout(LIMIT)
        .onErrorMap(e -> new TurnFailed(opened.claimed(), e));
  }

  private Mono<Void> fetchPhotos(List<Opened> waiting) {
    return Flux.fromIterable(waiting).flatMap(this::fetchPhoto, TOGETHER).then();
  }

  private Mono<Void> fetchPhoto(Opened opened) {
    return Mono.defer(() -> photos.settle(opened.claimed(), opened.message()))
        .onErrorResume(e -> failures.count(new TurnFailed(opened.claimed(), e)));
  }
}
