package vn.caunoi.channel.zalo;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.GroupChat;
import vn.caunoi.schedule.RecurringWork;

/** Looks at each group a few times a day: how many are in it, whether its asset still runs; sooner at those whose making is in doubt. */
@Component
class ZaloGroupRound implements RecurringWork {
  private static final Logger log = LoggerFactory.getLogger(ZaloGroupRound.class);
  private static final Duration AGE = Duration.ofHours(6);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST = 30;

  private final ZaloGroupRows rows;
  private final ZaloGroups groups;
  private final ChannelAccounts accounts;

  ZaloGroupRound(ZaloGroupRows rows, ZaloGroups groups, ChannelAccounts accounts) {
    this.rows = rows;
    this.groups = groups;
    this.accounts = accounts;
  }

  @Override
  public String name() {
    return "zalo-group-round";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(5);
  }

  /** An OA that cannot be asked now must not hold up the others: its groups wait for their next turn. */
  @Override
  public Mono<Void> run() {
    return rows.due(AGE, MOST).concatMap(chat -> look(chat).onErrorResume(e -> {
      log.warn("zalo group not looked at group={} error={}", chat.id(), e.getClass().getSimpleName());
      return rows.looked(chat);
    })).take(PATIENCE).then();
  }

  private Mono<GroupChat> look(GroupChat chat) {
    return accounts.get(chat.wardId(), chat.accountId())
        .flatMap(account -> account.status() == ChannelAccount.Status.ACTIVE ? groups.refresh(account, chat) : rows.looked(chat));
  }
}
