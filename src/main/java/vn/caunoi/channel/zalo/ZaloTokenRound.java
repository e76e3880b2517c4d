package vn.caunoi.channel.zalo;

import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAccounts.Secrets;
import vn.caunoi.schedule.RecurringWork;

/**
 * Refreshes the pairs of OAs that send nothing for long: a refresh token that nobody uses dies after three months. Looks again at granted pairs
 * of which Zalo would not say whose they are.
 */
@Component
class ZaloTokenRound implements RecurringWork {
  private static final int AT_ONCE = 4;

  private final ChannelAccounts accounts;
  private final ZaloTokens tokens;
  private final NewPairs newPairs;

  ZaloTokenRound(ChannelAccounts accounts, ZaloTokens tokens, NewPairs newPairs) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.newPairs = newPairs;
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
    return accounts.everywhere(Channel.ZALO).map(Secrets::account)
        .flatMap(account -> newPairs.lookAgain(account).then(tokens.keepAlive(account)), AT_ONCE).then();
  }
}
