package vn.caunoi.platform;

import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/** For what must not be seen before the caller's transaction has committed, or cannot be rolled back: hints, wake-ups, files. */
public final class AfterCommit {
  private AfterCommit() {}

  /** Runs the work after the commit of the transaction it is called in, or at once when there is none. */
  public static Mono<Void> run(Mono<Void> work) {
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
