package vn.caunoi.channel.zalo;

import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAccounts.Secrets;
import vn.caunoi.schedule.RecurringWork;

/** Refreshes the pairs of OAs that send nothing for long: a refresh token that nobody uses dies after three months. */
@Component
class ZaloTokenRound implements RecurringWork {
  private static final int AT_ONCE = 4;

  private final ChannelAccounts accounts;
  private final ZaloTokens tokens;

  ZaloTokenRound(ChannelAccounts accounts, ZaloTokens tokens) {
    this.accounts = accounts;
    this.tokens = tokens;
  }

  @Override
  public String name() {
    return "zalo-token-refresh";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(30);
  }

  @Override
  public Mono<Void> run() {
    return accounts.everywhere(Channel.ZALO).map(Secrets::account).flatMap(tokens::keepAlive, AT_ONCE).then();
  }
}
