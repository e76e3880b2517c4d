package vn.caunoi.channel.zalo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.SendOutcome;

/**
 * Keeps the pair of each OA alive. A refresh token works once, and whether a second use also kills its successor is unknown, so one refresh
 * runs at a time: shared within this process, and between nodes under the row's lock, which is held through the HTTP call (10 s at most)
 * and after which the pair is read again. The new pair is committed before anybody uses it. Only a reply with both tokens replaces a pair.
 */
@Component
class ZaloTokens implements AccessTokens {
  private static final Duration BEFORE_ASKING_AGAIN = Duration.ofSeconds(30);
  private static final Logger log = LoggerFactory.getLogger(ZaloTokens.class);

  private final TokenPairs pairs;
  private final ZaloOAuth oauth;
  private final ChannelAccounts accounts;
  private final TransactionalOperator transactions;
  private final Clock clock;
  private final Map<UUID, TokenPair> known = new ConcurrentHashMap<>();
  private final Map<UUID, Failed> failures = new ConcurrentHashMap<>();
  private final SingleFlight<Renewal> flights = new SingleFlight<>();

  private sealed interface Renewal {}

  private record Fresh(TokenPair pair, boolean rotated) implements Renewal {}

  private record Failed(SendOutcome outcome, Instant at) implements Renewal {}

  ZaloTokens(TokenPairs pairs, ZaloOAuth oauth, ChannelAccounts accounts, TransactionalOperator transactions, Clock clock) {
    this.pairs = pairs;
    this.oauth = oauth;
    this.accounts = accounts;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public Mono<String> current(ChannelAccount account) {
    return pairOf(account).flatMap(pair -> pair.due(clock.instant()) ? renewEarly(account, pair) : Mono.just(pair.accessToken()));
  }

  @Override
  public Mono<String> renew(ChannelAccount account, String refused) {
    return renewal(account, refused).flatMap(renewal -> switch (renewal) {
      case Fresh fresh -> Mono.just(fresh.pair().accessToken());
      case Failed failed -> Mono.error(new NoToken(failed.outcome()));
    });
  }

  /** Refreshes the pair when it is due; for the round that keeps idle accounts alive. A failure takes the account down, not the round. */
  Mono<Void> keepAlive(ChannelAccount account) {
    return current(account).onErrorResume(NoToken.class, none -> Mono.empty()).then();
  }

  /** A person gave a new pair, for instance after a new consent. */
  Mono<Void> reseed(ChannelAccount account, ZaloCredentials seed) {
    var pair = TokenPair.seed(seed, clock.instant());
    return pairs.seed(account, pair)
        .then(pairs.replace(account, pair))
        .then(Mono.fromRunnable(() -> {
          known.remove(account.id());
          failures.remove(account.id());
        }));
  }

  /** While the old access token still lives, a failed early refresh is no reason to be silent. */
  private Mono<String> renewEarly(ChannelAccount account, TokenPair pair) {
    return renew(account, pair.accessToken()).onErrorResume(NoToken.class,
        none -> pair.expired(clock.instant()) ? Mono.error(none) : Mono.just(pair.accessToken()));
  }

  private Mono<TokenPair> pairOf(ChannelAccount account) {
    return Mono.justOrEmpty(known.get(account.id()))
        .switchIfEmpty(Mono.defer(() -> pairs.find(account).switchIfEmpty(Mono.defer(() -> seeded(account)))
            .doOnNext(pair -> known.put(account.id(), pair))));
  }

  private Mono<TokenPair> seeded(ChannelAccount account) {
    return credentials(account)
        .filter(seed -> !seed.accessToken().isBlank() || !seed.refreshToken().isBlank())
        .switchIfEmpty(Mono.error(() -> new NoToken(new SendOutcome.AccountDown("OA not connected yet: no token"))))
        .flatMap(seed -> pairs.seed(account, TokenPair.seed(seed, clock.instant())))
        .then(pairs.find(account));
  }

  private Mono<Renewal> renewal(ChannelAccount account, String refused) {
    var failure = failures.get(account.id());
    if (failure != null && clock.instant().isBefore(failure.at().plus(BEFORE_ASKING_AGAIN))) {
      return Mono.just(failure);
    }
    return pairOf(account).then(flights.run(account.id(), () -> underLock(account, refused).flatMap(renewal -> report(account, renewal))));
  }

  private Mono<Renewal> underLock(ChannelAccount account, String refused) {
    return credentials(account)
        .flatMap(credentials -> pairs.lock(account).flatMap(pair -> rotate(account, credentials, pair, refused)))
        .as(transactions::transactional);
  }

  /** The pair was read again after the lock: somebody else may have renewed it while we waited. */
  private Mono<Renewal> rotate(ChannelAccount account, ZaloCredentials credentials, TokenPair pair, String refused) {
    if (!pair.accessToken().equals(refused) && !pair.due(clock.instant())) {
      return Mono.just(new Fresh(pair, false));
    }
    if (pair.refreshToken().isBlank()) {
      return Mono.just(failed(new SendOutcome.AccountDown("access token over, and no refresh token")));
    }
    return oauth.refresh(account.simulated(), credentials.appId(), credentials.appSecret(), pair.refreshToken()).flatMap(reply -> switch (reply) {
      case ZaloOAuth.Granted granted -> {
        var next = TokenPair.granted(granted, clock.instant());
        yield pairs.replace(account, next).thenReturn(new Fresh(next, true));
      }
      case ZaloOAuth.Denied denied -> Mono.just(failed(new SendOutcome.AccountDown("refresh refused by Zalo: " + denied.code())));
      case ZaloOAuth.Unavailable away -> Mono.just(failed(new SendOutcome.NotSent("no new token: " + away.reason())));
    });
  }

  private Failed failed(SendOutcome outcome) {
    return new Failed(outcome, clock.instant());
  }

  /** After the commit: remember, and show a dead pair to people. */
  private Mono<Renewal> report(ChannelAccount account, Renewal renewal) {
    return switch (renewal) {
      case Fresh fresh -> {
        known.put(account.id(), fresh.pair());
        failures.remove(account.id());
        yield fresh.rotated() ? backUp(account).thenReturn(renewal) : Mono.just(renewal);
      }
      case Failed failed -> {
        failures.put(account.id(), failed);
        log.warn("zalo token not refreshed account={} outcome={}", account.id(), failed.outcome());
        yield failed.outcome() instanceof SendOutcome.AccountDown down
            ? accounts.markDown(account.wardId(), account.id(), down.reason()).thenReturn(renewal)
            : Mono.just(renewal);
      }
    };
  }

  private Mono<Void> backUp(ChannelAccount account) {
    return accounts.get(account.wardId(), account.id())
        .filter(now -> now.status() == ChannelAccount.Status.DOWN)
        .flatMap(down -> accounts.markActive(down.wardId(), down.id()));
  }

  private Mono<ZaloCredentials> credentials(ChannelAccount account) {
    return accounts.secrets(account.wardId(), account.id()).map(secrets -> ZaloCredentials.of(secrets.credentials()));
  }
}
