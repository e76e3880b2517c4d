package vn.caunoi.console.channel;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.AccountStanding;
import vn.caunoi.channel.AccountStandings;
import vn.caunoi.channel.TokenLife;
import vn.caunoi.channel.TokenLives;
import vn.caunoi.delivery.Backlog;
import vn.caunoi.delivery.DeliveryLedger;

/** What the parts of the service know of a ward's accounts: what waits to leave, how long tokens live, what networks said of quotas. */
@Component
class AccountNumbers {
  private final DeliveryLedger ledger;
  private final AccountStandings standings;
  private final List<TokenLives> lives;

  AccountNumbers(DeliveryLedger ledger, AccountStandings standings, List<TokenLives> lives) {
    this.ledger = ledger;
    this.standings = standings;
    this.lives = lives;
  }

  /** Of one account. {@code token} is null when its tokens do not end. */
  record Numbers(Backlog backlog, AccountStanding standing, @Nullable TokenLife token) {}

  record Known(Map<UUID, Backlog> waiting, Map<UUID, AccountStanding> standing, Map<UUID, TokenLife> tokens) {
    Numbers of(UUID account) {
      return new Numbers(waiting.getOrDefault(account, Backlog.NONE), standing.getOrDefault(account, AccountStanding.unknown(account)),
          tokens.get(account));
    }
  }

  Mono<Known> of(UUID ward) {
    return Mono.zip(ledger.backlog(ward), standings.of(ward), Flux.fromIterable(lives).concatMap(life -> life.of(ward)).collectMap(TokenLife::accountId))
        .map(all -> new Known(all.getT1(), all.getT2(), all.getT3()));
  }
}
