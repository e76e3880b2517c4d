package vn.caunoi.channel.zalo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAccounts.Secrets;

/** The apps by the name in their webhook address, remembered for a few seconds: an event must not cost a look-up. */
class ZaloApps {
  private static final Duration REMEMBERED = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMillis(1_500);
  private static final int MOST = 2_000;
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,60}");

  private final Function<String, Mono<ZaloApp>> load;
  private final Map<String, Mono<ZaloApp>> known = new ConcurrentHashMap<>();

  ZaloApps(Function<String, Mono<ZaloApp>> load) {
    this.load = load;
  }

  static ZaloApps storedIn(ChannelAccounts accounts, Clock clock) {
    return new ZaloApps(name -> accounts.findByName(Channel.ZALO, name)
        .flatMap(named -> appOf(named, accounts.everywhere(Channel.ZALO), clock.instant())));
  }

  /** Empty when there is no such account. */
  Mono<ZaloApp> find(String name) {
    if (!NAME.matcher(name).matches()) {
      return Mono.empty();
    }
    if (known.size() > MOST) {
      known.clear();
    }
    return known.computeIfAbsent(name, unknown -> Mono.defer(() -> load.apply(unknown)).timeout(PATIENCE)
        .cache(app -> REMEMBERED, error -> Duration.ZERO, () -> Duration.ZERO));
  }

  private static Mono<ZaloApp> appOf(Secrets named, Flux<Secrets> all, Instant now) {
    var credentials = ZaloCredentials.of(named.credentials());
    var secrets = ZaloOaSecret.accepted(named.credentials(), now);
    var signature = secrets.length == 0 ? null : new ZaloSignature(credentials.appId(), secrets);
    return all.filter(other -> ZaloCredentials.of(other.credentials()).appId().equals(credentials.appId()))
        .collect(Collectors.toUnmodifiableMap(ZaloApps::oaOf, Secrets::account, ZaloApps::older))
        .map(accounts -> new ZaloApp(credentials.appId(), signature, accounts));
  }

  /** Whoever writes the id of an OA into a second account, perhaps of another ward, does not get what is written to the first. */
  private static ChannelAccount older(ChannelAccount one, ChannelAccount other) {
    return one.id().compareTo(other.id()) <= 0 ? one : other;
  }

  /** The OA of an account; empty when it is not known yet. */
  static String oaOf(Secrets secrets) {
    var external = secrets.account().externalId();
    return external == null ? ZaloCredentials.of(secrets.credentials()).oaId() : external;
  }
}
