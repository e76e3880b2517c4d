package vn.caunoi.channel.zalo;

import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.AccountSeeder;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAccounts.Secrets;
import vn.caunoi.channel.SimulatedNetwork;

/**
 * Makes the account {@code default} from the environment, in the first ward, and in the demo the account {@code simulated}. The tokens of
 * the environment are a seed: they are used once, and again only when they differ from the last seed, that is after a new consent.
 */
@Component
class ZaloAccountSeeder implements AccountSeeder {
  static final String DEFAULT = "default";
  static final String SIMULATED = "simulated";
  private static final double SIMULATED_RATE = 30;

  private final ChannelAccounts accounts;
  private final ZaloTokens tokens;
  private final ZaloSettings settings;
  private final ObjectProvider<SimulatedNetwork> simulations;
  private final double ratePerSecond;

  /** The default rate stays under the 100 requests a minute of the smaller package with an open API. */
  ZaloAccountSeeder(ChannelAccounts accounts, ZaloTokens tokens, ZaloSettings settings, ObjectProvider<SimulatedNetwork> simulations,
      @Value("${caunoi.zalo.rate-per-second:1.5}") double ratePerSecond) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.settings = settings;
    this.simulations = simulations;
    this.ratePerSecond = ratePerSecond;
  }

  @Override
  public Mono<Void> seed(UUID ward) {
    return described(ward).then(simulated(ward));
  }

  private Mono<Void> described(UUID ward) {
    if (!settings.describesAnAccount()) {
      return Mono.empty();
    }
    var credentials = settings.credentials();
    return accounts.add(ward, Channel.ZALO, DEFAULT, false, ratePerSecond, credentials.toMap())
        .filter(account -> account.wardId().equals(ward))
        .flatMap(account -> accounts.secrets(ward, account.id()))
        .flatMap(kept -> bringUpToDate(kept, credentials));
  }

  private Mono<Void> bringUpToDate(Secrets kept, ZaloCredentials wanted) {
    var account = kept.account();
    var before = ZaloCredentials.of(kept.credentials());
    if (before.equals(wanted) && wanted.oaId().equals(account.externalId())) {
      return Mono.empty();
    }
    boolean newSeed = !wanted.refreshToken().isBlank() && !wanted.refreshToken().equals(before.refreshToken());
    var update = accounts.keep(account.wardId(), account.id(), wanted.oaId(), wanted.toMap());
    return newSeed ? update.then(reconnect(account, wanted)) : update;
  }

  /** The stand-in forgets everything when it stops, so its account signs in anew at each start. */
  private Mono<Void> simulated(UUID ward) {
    return Mono.justOrEmpty(simulations.stream().filter(network -> network.channel() == Channel.ZALO).map(SimulatedNetwork::credentials)
            .filter(signIn -> !signIn.isEmpty()).findFirst())
        .flatMap(signIn -> signIn(ward, signIn));
  }

  private Mono<Void> signIn(UUID ward, Map<String, String> credentials) {
    var wanted = ZaloCredentials.of(credentials);
    return accounts.add(ward, Channel.ZALO, SIMULATED, true, SIMULATED_RATE, credentials)
        .filter(account -> account.wardId().equals(ward))
        .flatMap(account -> accounts.keep(ward, account.id(), wanted.oaId(), wanted.toMap()).then(reconnect(account, wanted)));
  }

  private Mono<Void> reconnect(ChannelAccount account, ZaloCredentials seed) {
    return tokens.reseed(account, seed)
        .then(account.status() == ChannelAccount.Status.DOWN ? accounts.markActive(account.wardId(), account.id()) : Mono.empty());
  }
}
