package vn.caunoi.console.home;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.TokenLife;
import vn.caunoi.channel.TokenLives;
import vn.caunoi.console.channel.Trouble;

/** What is wrong with the channels of a ward, in sentences: accounts that do not send, and tokens that end soon. */
@Component
class ChannelTroubles {
  private final ChannelAccounts accounts;
  private final TokenLives lives;
  private final Clock clock;

  ChannelTroubles(ChannelAccounts accounts, TokenLives lives, Clock clock) {
    this.accounts = accounts;
    this.lives = lives;
    this.clock = clock;
  }

  /** Empty when all is well. */
  Mono<List<String>> of(UUID ward) {
    return lives.of(ward).collectMap(TokenLife::accountId)
        .flatMap(known -> accounts.of(ward).mapNotNull(account -> trouble(account, known)).collectList());
  }

  private @Nullable String trouble(ChannelAccount account, Map<UUID, TokenLife> known) {
    var life = known.get(account.id());
    var warning = life == null ? null : life.warning(clock.instant());
    var trouble = Trouble.of(account);
    var what = switch (account.status()) {
      case PAUSED -> "tạm dừng hoặc đang kết nối." + (warning == null ? "" : " " + warning);
      case DOWN -> trouble == null ? warning : trouble.what();
      case ACTIVE -> warning != null || trouble == null ? warning : trouble.what();
    };
    return what == null ? null : named(account) + ": " + what;
  }

  /** A ward may have several OAs or bots, but one web chat. */
  private static String named(ChannelAccount account) {
    return account.channel() == Channel.WEB ? account.channel().label() : account.channel().label() + " " + account.name();
  }
}
