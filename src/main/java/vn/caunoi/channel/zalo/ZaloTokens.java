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
import vn.caunoi.channel.SendOutcome.AccountDown;
import vn.caunoi.channel.zalo.TokenPairs.Kept;

/**
 * Keeps the pair of each OA alive. A refresh token works once, and whether a second use also kills its successor is unknown, so one refresh
 * runs at a time: shared within this process, and between nodes under the row's lock, which is held through the HTTP call (10 s at most)
 * and after which the pair is read again. The new pair is committed before anybody uses it. Only a reply with both tokens replaces a pair.
 */
@Component
class ZaloTokens implements AccessTokens, ZaloPermission {
  private static final Duration BEFORE_ASKING_AGAIN = Duration.ofSeconds(30);
  private static final AccountDown REVOKED = new AccountDown("OA đã rút quyền của ứng dụng; cần kết nối lại OA");
  private static final Logger log = LoggerFactory.getLogger(ZaloTokens.class);

  private final TokenPairs pairs;
  private final ZaloOAuth oauth;
  private final ChannelAccounts accounts;
  private final TransactionalOperator transactions;
  private final Clock clock;
  private final Map<UUID, Kept> known = new ConcurrentHashMap<>();
  private final Map<UUID, Failed> failures = new ConcurrentHashMap<>();
  private final SingleFlight<Renewal> flights = new SingleFlight<>();

  private sealed interface Renewal {}

  private record Fresh(Kept kept, boolean rotated) implements Renewal {}

  /** What came of trying {@code pair}. {@code words} tell people in the console; empty when the console knows already. */
  private record Failed(TokenPair pair, SendOutcome outcome, String words, Instant at) implements Renewal {}

  ZaloTokens(TokenPairs pairs, ZaloOAuth oauth, ChannelAccounts accounts, TransactionalOperator transactions, Clock clock) {
    this.pairs = pairs;
    this.oauth = oauth;
    this.accounts = accounts;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public Mono<String> current(ChannelAccount account) {
    return keptOf(account).flatMap(kept -> {
      if (kept.revoked()) {
        return Mono.error(new NoToken(REVOKED));
      }
      var pair = kept.pair();
      return pair.due(clock.instant()) ? renewEarly(account, pair) : Mono.just(pair.accessToken());
    });
  }

  @Override
  public Mono<String> renew(ChannelAccount account, String refused) {
    return renewal(account, refused).flatMap(renewal -> switch (renewal) {
      case Fresh fresh -> Mono.just(fresh.kept().pair().accessToken());
      case Failed failed -> Mono.error(new NoToken(failed.outcome()));
    });
  }

  /** Refreshes the pair when it is due; for the round that keeps idle accounts alive. A failure takes the account down, not the round. */
  Mono<Void> keepAlive(ChannelAccount account) {
    return current(account).onErrorResume(NoToken.class, none -> Mono.empty()).then();
  }

  /** The environment or the demo gave a new pair, which could not be tried yet. */
  Mono<Void> reseed(ChannelAccount account, ZaloCredentials seed) {
    return introduce(account, TokenPair.seed(seed, clock.instant()), Mono.empty());
  }

  /** A person brought a new pair, for instance by a new consent; {@code alongside} is written in the same transaction. */
  Mono<Void> introduce(ChannelAccount account, TokenPair pair, Mono<Void> alongside) {
    return pairs.introduce(account, pair).then(alongside).as(transactions::transactional).then(Mono.fromRunnable(() -> {
      known.remove(account.id());
      failures.remove(account.id());
    }));
  }

  @Override
  public Mono<Void> revoked(ChannelAccount account, Instant at) {
    return pairs.revoke(account, at)
        .filter(news -> news)
        .doOnNext(news -> known.remove(account.id()))
        .flatMap(news -> accounts.markDown(account.wardId(), account.id(), REVOKED.reason()))
        .as(transactions::transactional);
  }

  /** While the old access token still lives, a failed early refresh is no reason to be silent. */
  private Mono<String> renewEarly(ChannelAccount account, TokenPair pair) {
    return renew(account, pair.accessToken()).onErrorResume(NoToken.class,
        none -> pair.expired(clock.instant()) ? Mono.error(none) : Mono.just(pair.accessToken()));
  }

  private Mono<Kept> keptOf(ChannelAccount account) {
    return Mono.justOrEmpty(known.get(account.id()))
        .switchIfEmpty(Mono.defer(() -> pairs.find(account).switchIfEmpty(Mono.defer(() -> seeded(account)))
            .doOnNext(kept -> remember(account, kept))));
  }

  /** Another node may hear of a new connection first, so what is revoked is looked up each time. */
  private void remember(ChannelAccount account, Kept kept) {
    if (!kept.revoked()) {
      known.put(account.id(), kept);
    }
  }

  private Mono<Kept> seeded(ChannelAccount account) {
    return credentials(account)
        .filter(seed -> !seed.accessToken().isBlank() || !seed.refreshToken().isBlank())
        .switchIfEmpty(Mono.error(() -> new NoToken(new AccountDown("OA chưa được kết nối: chưa có token"))))
        .flatMap(seed -> pairs.seed(account, TokenPair.seed(seed, clock.instant())))
        .then(pairs.find(account));
  }

  /** A pair that has just failed is left in peace for a while, unless a person has brought another meanwhile, perhaps to another node. */
  private Mono<Renewal> renewal(ChannelAccount account, String refused) {
    var failure = failures.get(account.id());
    return failure == null || !clock.instant().isBefore(failure.at().plus(BEFORE_ASKING_AGAIN))
        ? fly(account, refused)
        : pairs.find(account).filter(kept -> kept.pair().equals(failure.pair())).<Renewal>map(same -> failure)
            .switchIfEmpty(Mono.defer(() -> fly(account, refused)));
  }

  private Mono<Renewal> fly(ChannelAccount account, String refused) {
    return keptOf(account).then(flights.run(account.id(), () -> underLock(account, refused).flatMap(renewal -> report(account, renewal))));
  }

  private Mono<Renewal> underLock(ChannelAccount account, String refused) {
    return credentials(account)
        .flatMap(credentials -> pairs.lock(account).flatMap(kept -> rotate(account, credentials, kept, refused)))
        .as(transactions::transactional);
  }

  /** The pair was read again after the lock: somebody else may have renewed it while we waited. */
  private Mono<Renewal> rotate(ChannelAccount account, ZaloCredentials credentials, Kept kept, String refused) {
    var pair = kept.pair();
    if (kept.revoked()) {
      return Mono.just(failed(pair, REVOKED, ""));
    }
    if (!pair.accessToken().equals(refused) && !pair.due(clock.instant())) {
      return Mono.just(new Fresh(kept, false));
    }
    if (pair.refreshToken().isBlank()) {
      var over = new AccountDown("Access token đã hết hạn và không có refresh token; cần kết nối lại OA");
      return Mono.just(failed(pair, over, "không có refresh token"));
    }
    return oauth.refresh(account.simulated(), credentials.appId(), credentials.appSecret(), pair.refreshToken()).flatMap(reply -> switch (reply) {
      case ZaloOAuth.Granted granted -> {
        var next = TokenPair.granted(granted, clock.instant());
        yield pairs.rotate(account, next).thenReturn(new Fresh(new Kept(next, null, null, false), true));
      }
      case ZaloOAuth.Denied denied -> Mono.just(failed(pair,
          new AccountDown("Zalo từ chối làm mới token (mã " + denied.code() + "); cần kết nối lại OA"), "Zalo từ chối, mã " + denied.code()));
      case ZaloOAuth.Unavailable away -> Mono.just(failed(pair, new SendOutcome.NotSent("no new token: " + away.reason()),
          away.asked() ? "Zalo không trả lời" : "không kết nối được tới Zalo"));
    });
  }

  private Failed failed(TokenPair pair, SendOutcome outcome, String words) {
    return new Failed(pair, outcome, words, clock.instant());
  }

  /** After the commit: remember, and show a dead pair to people. */
  private Mono<Renewal> report(ChannelAccount account, Renewal renewal) {
    return switch (renewal) {
      case Fresh fresh -> {
        known.put(account.id(), fresh.kept());
        failures.remove(account.id());
        yield fresh.rotated() ? backUp(account).thenReturn(renewal) : Mono.just(renewal);
      }
      case Failed failed -> {
        failures.put(account.id(), failed);
        log.warn("zalo token not refreshed account={} outcome={}", account.id(), failed.outcome());
        yield show(account, failed).thenReturn(renewal);
      }
    };
  }

  private Mono<Void> show(ChannelAccount account, Failed failed) {
    var kept = failed.words().isEmpty() ? Mono.<Void>empty() : pairs.failed(account, failed.words());
    return failed.outcome() instanceof AccountDown down ? kept.then(accounts.markDown(account.wardId(), account.id(), down.reason())) : kept;
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
