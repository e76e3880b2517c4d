package vn.caunoi.channel.webchat;

import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.AccountSeeder;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.ward.WardDirectory;

/** Every ward has a web chat, named by the ward's slug. */
@Component
class WebchatAccounts implements AccountSeeder {
  /** Sending is a row in our own database. */
  private static final double RATE_PER_SECOND = 500;

  private final WardDirectory wards;
  private final ChannelAccounts accounts;

  WebchatAccounts(WardDirectory wards, ChannelAccounts accounts) {
    this.wards = wards;
    this.accounts = accounts;
  }

  @Override
  public Mono<Void> seed(UUID ward) {
    return wards.get(ward).flatMap(it -> accounts.add(ward, Channel.WEB, it.slug(), false, RATE_PER_SECOND, Map.of())).then();
  }
}
