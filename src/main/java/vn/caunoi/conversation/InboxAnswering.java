package vn.caunoi.conversation;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.InboundMessage;
import vn.caunoi.conversation.InboxAlbums.Together;

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
  private final InboxAlbums albums;
  private final InboxFailures failures;
  private final TransactionalOperator transactions;

  /** Plays the turn of one message in the transaction it is called in; {@code photos} are its stored photos, if it brought some. */
  interface Turns {
    Mono<Void> take(InboundMessage message, List<UUID> photos);
  }

  InboxAnswering(InboxClaims claims, Turns turn, InboxPhotos photos, InboxAlbums albums, InboxFailures failures,
      TransactionalOperator transactions) {
    this.claims = claims;
    this.turn = turn;
    this.photos = photos;
    this.albums = albums;
    this.failures = failures;
    this.transactions = transactions;
  }

  /** What a claim came to: so many answers, and messages whose photos must be fetched before they can be answered. */
  private record Round(int answered, List<OpenMessage> photosOf) {}

  /** Answers {@code most} messages at most and gives how many; empty when there was nothing to do. */
  Mono<Integer> answerSome(int most) {
    return claims.lockSenders(most)
        .flatMap(claims::oldest)
        .flatMap(claimed -> Flux.fromIterable(claimed).concatMap(albums::of).collectList())
        .flatMap(this::answerAll)
        .as(transactions::transactional)
        .delayUntil(round -> fetchPhotos(round.photosOf()))
        .map(Round::answered)
        .onErrorResume(TurnFailed.class, failed -> failures.count(failed).thenReturn(0));
  }

  private Mono<Round> answerAll(List<Together> claimed) {
    var waiting = claimed.stream().map(Together::withoutPhoto).filter(Objects::nonNull).toList();
    var settled = claimed.stream().filter(together -> together.withoutPhoto() == null)
        .collect(Collectors.partitioningBy(together -> albums.patience(together).isPositive()));
    var ready = settled.get(false);
    return Flux.fromIterable(waiting).concatMap(message -> claims.hold(message, InboxPhotos.HOLD))
        .thenMany(Flux.fromIterable(settled.get(true)).concatMap(early -> claims.hold(early.first(), albums.patience(early))))
        .thenMany(Flux.fromIterable(ready).concatMap(this::answer))
        .then(Mono.defer(() -> claims.done(ready.stream().flatMap(together -> together.parts().stream()).toList())))
        .thenReturn(new Round(ready.size(), waiting));
  }

  private Mono<Void> answer(Together together) {
    return Mono.defer(() -> turn.take(together.message(), together.photos()))
        .timeout(LIMIT)
        .onErrorMap(e -> new TurnFailed(together.first(), e));
  }

  private Mono<Void> fetchPhotos(List<OpenMessage> waiting) {
    return Flux.fromIterable(waiting).flatMap(this::fetchPhoto, TOGETHER).then();
  }

  private Mono<Void> fetchPhoto(OpenMessage waiting) {
    return Mono.defer(() -> photos.settle(waiting, claims.read(waiting)))
        .onErrorResume(e -> failures.count(new TurnFailed(waiting, e)));
  }
}
