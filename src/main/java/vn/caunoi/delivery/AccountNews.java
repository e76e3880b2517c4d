package vn.caunoi.delivery;

import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.AccountPulse;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.platform.LiveUpdates;

/** Passes on what sending taught us about an account. */
@Component
class AccountNews {
  private static final Logger log = LoggerFactory.getLogger(AccountNews.class);
  /** Live pages listen on this topic; the id is the campaign's, or the account's for everything else. */
  static final String TOPIC = "delivery";

  private final ChannelAccounts accounts;
  private final Lanes lanes;
  private final LiveUpdates live;
  private final AccountPulse pulse;

  AccountNews(ChannelAccounts accounts, Lanes lanes, LiveUpdates live, AccountPulse pulse) {
    this.accounts = accounts;
    this.lanes = lanes;
    this.live = live;
    this.pulse = pulse;
  }

  /** What the console shows of an account's sending. */
  void ended(UUID account, SendOutcome outcome) {
    if (outcome instanceof SendOutcome.Accepted) {
      pulse.sent(account);
    } else if (outcome instanceof SendOutcome.RateLimited) {
      pulse.throttled(account);
    }
  }

  Mono<Void> down(UUID ward, UUID account, String reason) {
    log.error("account cannot send account={} reason={}", account, reason);
    return accounts.markDown(ward, account, reason);
  }

  Mono<Void> gate(Delivery limited, long token, Duration wait) {
    log.warn("account throttled account={} seconds={}", limited.to().accountId(), wait.toSeconds());
    return lanes.gate(limited.wardId(), limited.to().accountId(), token, wait);
  }

  void announce(UUID ward, UUID campaignOrAccount) {
    live.announce(ward, TOPIC, campaignOrAccount);
  }
}
