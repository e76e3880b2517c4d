package vn.caunoi.channel.telegram;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.SimulatedNetwork;

/**
 * All bots with their credentials, read anew every few seconds, so that a webhook call or a send costs no query. While the database is
 * away the last picture stands.
 */
class TelegramBots {
  static final Duration FRESH = Duration.ofSeconds(5);

  private record Picture(Map<String, TelegramBot> byName, Map<UUID, TelegramBot> byId, long takenAt) {}

  private final ChannelAccounts accounts;
  private final @Nullable SimulatedNetwork simulated;
  private final Mono<Picture> picture;
  private volatile @Nullable Picture last;
  private volatile long forgottenAt = Long.MIN_VALUE;

  TelegramBots(ChannelAccounts accounts, List<SimulatedNetwork> networks) {
    this.accounts = accounts;
    this.simulated = networks.stream().filter(network -> network.channel() == Channel.TELEGRAM).findFirst().orElse(null);
    this.picture = Mono.defer(this::take).cacheInvalidateIf(this::isStale);
  }

  /** By the last part of a webhook address. */
  Mono<TelegramBot> named(String name) {
    return picture.mapNotNull(all -> all.byName().get(name));
  }

  Mono<TelegramBot> of(ChannelAccount account) {
    return picture.mapNotNull(all -> all.byId().get(account.id()));
  }

  Mono<Collection<TelegramBot>> all() {
    return picture.map(all -> all.byId().values());
  }

  /** The next question sees the database again: credentials have changed. */
  void forget() {
    forgottenAt = System.nanoTime();
  }

  private boolean isStale(Picture taken) {
    return System.nanoTime() - taken.takenAt() > FRESH.toNanos() || (forgottenAt != Long.MIN_VALUE && forgottenAt - taken.takenAt() > 0);
  }

  private Mono<Picture> take() {
    long now = System.nanoTime();
    return accounts.everywhere(Channel.TELEGRAM).mapNotNull(this::toBot).collectList()
        .map(bots -> new Picture(by(bots, bot -> bot.account().name()), by(bots, bot -> bot.account().id()), now))
        .doOnNext(taken -> last = taken)
        .onErrorResume(e -> last == null ? Mono.error(e) : Mono.just(new Picture(last.byName(), last.byId(), now)));
  }

  private static <K> Map<K, TelegramBot> by(List<TelegramBot> bots, Function<TelegramBot, K> key) {
    return bots.stream().collect(Collectors.toUnmodifiableMap(key, Function.identity()));
  }

  /** A simulated account speaks to the stand-in and to nothing else; without one it is not there. */
  private @Nullable TelegramBot toBot(ChannelAccounts.Secrets secrets) {
    var credentials = TelegramCredentials.of(secrets.credentials());
    if (!secrets.account().simulated()) {
      return new TelegramBot(secrets.account(), credentials);
    }
    return simulated == null ? null : new TelegramBot(secrets.account(), credentials.at(simulated.address().toString()));
  }
}
