package vn.caunoi.media;

import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/** Files know no roll-back: what removes them waits for the commit of the transaction it is called in, if there is one. */
final class AfterCommit {
  private AfterCommit() {}

  static Mono<Void> run(Mono<Void> work) {
    return TransactionSynchronizationManager.forCurrentTransaction()
        .filter(TransactionSynchronizationManager::isSynchronizationActive)
        .doOnNext(transaction -> transaction.registerSynchronization(new Later(work)))
        .map(transaction -> true)
        .onErrorReturn(NoTransactionException.class, false)
        .defaultIfEmpty(false)
        .flatMap(later -> later ? Mono.empty() : work);
  }

  private record Later(Mono<Void> work) implements TransactionSynchronization {
    @Override
    public Mono<Void> afterCommit() {
      return work;
    }
  }
}
