package vn.caunoi.platform;

import org.springframework.transaction.reactive.TransactionCallback;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Transactions that commit or roll back by what they do, never because nobody waits for them any more. See {@link Uncancelled}. */
final class UncancelledTransactions implements TransactionalOperator {
  private final TransactionalOperator transactions;

  UncancelledTransactions(TransactionalOperator transactions) {
    this.transactions = transactions;
  }

  @Override
  public <T> Mono<T> transactional(Mono<T> work) {
    return Uncancelled.mono(transactions.transactional(work));
  }

  @Override
  public <T> Flux<T> execute(TransactionCallback<T> work) {
    return Uncancelled.flux(transactions.execute(work));
  }
}
