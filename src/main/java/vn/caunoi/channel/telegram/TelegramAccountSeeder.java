package vn.caunoi.channel.telegram;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.AccountSeeder;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.SimulatedNetwork;

/**
 * Makes the account {@code default} when the environment holds a token, and the demo's account when a stand-in runs. Names are unique in
 * the installation, so the first ward gets them. At each start the environment rules over what is kept, the webhook secret excepted.
 */
class TelegramAccountSeeder implements AccountSeeder {
  static final String NAME = "default";
  static final String SIMULATED_NAME = "simulated";
  /** Telegram lets about 30 messages a second pass; we stay under it. */
  static final double RATE = 25;

  private final ChannelAccounts accounts;
  private final TelegramSettings settings;
  private final TelegramBots bots;
  private final @Nullable SimulatedNetwork simulated;

  TelegramAccountSeeder(ChannelAccounts accounts, TelegramSettings settings, TelegramBots bots, List<SimulatedNetwork> networks) {
    this.accounts = accounts;
    this.settings = settings;
    this.bots = bots;
    this.simulated = networks.stream().filter(network -> network.channel() == Channel.TELEGRAM).findFirst().orElse(null);
  }

  @Override
  public Mono<Void> seed(UUID ward) {
    return seedReal(ward).then(Mono.defer(() -> seedSimulated(ward))).doOnSuccess(done -> bots.forget());
  }

  private Mono<Void> seedReal(UUID ward) {
    return settings.token() == null
        ? Mono.empty()
        : keep(ward, NAME, false, new TelegramCredentials(settings.token(), settings.apiUrl(), secret(), settings.mode()));
  }

  private Mono<Void> seedSimulated(UUID ward) {
    return simulated == null
        ? Mono.empty()
        : keep(ward, SIMULATED_NAME, true, TelegramCredentials.of(simulated.credentials()));
  }

  private Mono<Void> keep(UUID ward, String name, boolean isSimulated, TelegramCredentials wanted) {
    return accounts.add(ward, Channel.TELEGRAM, name, isSimulated, RATE, wanted.toMap())
        .filter(account -> account.wardId().equals(ward) && account.simulated() == isSimulated)
        .flatMap(account -> update(account, wanted));
  }

  private Mono<Void> update(ChannelAccount account, TelegramCredentials wanted) {
    return accounts.secrets(account.wardId(), account.id())
        .map(secrets -> TelegramCredentials.of(secrets.credentials()))
        .flatMap(kept -> {
          var now = settings.secret() == null && !kept.webhookSecret().isEmpty() ? wanted.withSecretOf(kept) : wanted;
          return now.equals(kept) ? Mono.empty() : accounts.keep(account.wardId(), account.id(), null, now.toMap());
        });
  }

  private String secret() {
    return settings.secret() != null ? settings.secret() : TelegramCredentials.newSecret();
  }
}
