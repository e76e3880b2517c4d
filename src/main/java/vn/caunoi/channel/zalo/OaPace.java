package vn.caunoi.channel.zalo;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.AccountStanding;
import vn.caunoi.channel.AccountStandings;
import vn.caunoi.channel.ChannelAccount;

/**
 * How fast an OA may send. Its package says so, if {@code config/zalo.yaml} knows it; the limit in the headers may be that of the app, which
 * several OAs share, so on its own it can slow an account down and never speed it up. A tenth is left for everything that is no message.
 */
@Component
class OaPace {
  private static final double SHARE = 0.9;
  private static final double SECONDS = 60;

  private final AccountStandings standings;
  private final ZaloTariff tariff;

  OaPace(AccountStandings standings, ZaloTariff tariff) {
    this.standings = standings;
    this.tariff = tariff;
  }

  /** Sets the lane to what is known now. */
  Mono<Void> follow(ChannelAccount account) {
    return standings.of(account.wardId(), account.id()).flatMap(standing -> {
      var ofPackage = packageOf(standing);
      return standings.allow(account, perSecond(ofPackage.orElse(null), standing.limitPerMinute()), ofPackage.isPresent());
    });
  }

  private Optional<Integer> packageOf(AccountStanding standing) {
    return Optional.ofNullable(standing.packageName()).flatMap(tariff::perMinute);
  }

  /** Null when nothing is known. */
  static @Nullable Double perSecond(@Nullable Integer ofPackage, @Nullable Integer ofHeaders) {
    if (ofPackage == null && ofHeaders == null) {
      return null;
    }
    int perMinute = Math.min(ofPackage == null ? Integer.MAX_VALUE : ofPackage, ofHeaders == null ? Integer.MAX_VALUE : ofHeaders);
    return perMinute * SHARE / SECONDS;
  }
}
