package vn.caunoi.channel.telegram;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.telegram.TelegramReceivings.Turn;

/**
 * One bot of this node, from its first call on: step after step, each saying how long to wait before the next. Whatever happens is said in
 * the account's status and tried again later; nothing here stops the service.
 */
class TelegramLine {
  private static final Logger log = LoggerFactory.getLogger(TelegramLine.class);
  private static final Duration TOKEN_REFUSED = Duration.ofMinutes(5);
  private static final Duration FOREIGN_WEBHOOK = Duration.ofMinutes(1);
  private static final Duration WEBHOOK_CHECK = Duration.ofMinutes(5);
  private static final Duration OTHER_NODE_POLLS = Duration.ofSeconds(5);
  /** A long poll that brings nothing has waited already; this is for servers that do not wait. */
  private static final Duration NOTHING_NEW = Duration.ofMillis(200);
  private static final long LONGEST_MILLIS = 60_000;

  private final TelegramBot bot;
  private final TelegramSetup setup;
  private final TelegramPolling polling;
  private final ChannelAccounts accounts;
  private boolean connected;
  private boolean complained;
  /** What the administrator should know as long as this line runs. */
  private @Nullable String standing;
  private int failures;

  TelegramLine(TelegramBot bot, TelegramSetup setup, TelegramPolling polling, ChannelAccounts accounts) {
    this.bot = bot;
    this.setup = setup;
    this.polling = polling;
    this.accounts = accounts;
    this.complained = bot.account().status() == ChannelAccount.Status.DOWN || bot.account().statusReason() != null;
  }

  /** Never ends by itself. */
  Mono<Void> run() {
    return Mono.defer(this::step)
        .onErrorResume(this::broken)
        .defaultIfEmpty(OTHER_NODE_POLLS)
        .flatMap(Mono::delay)
        .repeat().then();
  }

  private Mono<Duration> step() {
    if (!connected) {
      return setup.connect(bot).flatMap(this::connected);
    }
    return switch (bot.credentials().mode()) {
      case WEBHOOK -> setup.keepReceiving(bot).flatMap(this::connected);
      case POLLING -> polling.claim(bot.account()).flatMap(this::poll).defaultIfEmpty(OTHER_NODE_POLLS);
    };
  }

  private Mono<Duration> connected(TelegramSetup.Result result) {
    return switch (result) {
      case TelegramSetup.Result.Ready ready -> {
        standing = connected ? standing : ready.concern();
        connected = true;
        complained = true; // a send may have taken the account down since
        yield bot.credentials().mode() == TelegramMode.POLLING
            ? (standing == null ? Mono.<Void>empty() : degraded(standing)).thenReturn(Duration.ZERO)
            : well(ready.concern() == null ? standing : ready.concern()).thenReturn(WEBHOOK_CHECK);
      }
      case TelegramSetup.Result.Foreign foreign -> degraded("Bot này đang gửi tin về máy chủ khác (" + foreign.host()
          + "). Gỡ ở đó, dùng bot khác, hoặc chuyển về đây ở trang Kênh.").thenReturn(FOREIGN_WEBHOOK);
      case TelegramSetup.Result.Failed failed -> failed(failed.answer());
    };
  }

  private Mono<Duration> poll(Turn turn) {
    return polling.round(bot, turn).flatMap(answer -> answer instanceof TelegramAnswer.Done done
        ? well(standing).thenReturn(done.result().isEmpty() ? NOTHING_NEW : Duration.ZERO)
        : failed(answer));
  }

  private Mono<Duration> failed(TelegramAnswer answer) {
    log.warn("telegram call failed account={} answer={}", bot.account().id(), answer);
    if (answer instanceof TelegramAnswer.Refused refused) {
      if (refused.isTokenRefused()) {
        connected = false;
        complained = true;
        return accounts.markDown(bot.account().wardId(), bot.account().id(), "Telegram từ chối mã bot (token). Lấy mã mới ở @BotFather.")
            .thenReturn(TOKEN_REFUSED);
      }
      if (refused.code() == 429) {
        return Mono.just(TelegramErrors.waitOf(refused));
      }
      if (refused.code() == 409) {
        connected = false;
        return degraded("Có nơi khác cũng đang nhận tin của bot này: mỗi hệ thống cần một bot riêng.").thenReturn(backoff());
      }
      return degraded("Telegram từ chối thiết lập (lỗi " + refused.code() + ").").thenReturn(backoff());
    }
    return failures < 3 ? Mono.just(backoff()) : degraded("Chưa liên lạc được với Telegram, đang thử lại.").thenReturn(backoff());
  }

  /** The database or the inbox is away, or another node took the turn: the next claim tells. */
  private Mono<Duration> broken(Throwable error) {
    log.warn("telegram step failed account={} error={}", bot.account().id(), error.getClass().getSimpleName());
    return Mono.just(backoff());
  }

  private Mono<Void> degraded(String reason) {
    complained = true;
    return accounts.markDegraded(bot.account().wardId(), bot.account().id(), reason).onErrorComplete();
  }

  private Mono<Void> well(@Nullable String concern) {
    failures = 0;
    return complained
        ? accounts.markRecovered(bot.account().wardId(), bot.account().id())
            .then(concern == null ? Mono.empty() : accounts.markDegraded(bot.account().wardId(), bot.account().id(), concern))
            .doOnSuccess(done -> complained = false)
        : Mono.empty();
  }

  /** 0.5 s doubled up to a minute, give or take half, so that nodes and bots do not come back all at once. */
  private Duration backoff() {
    long millis = Math.min(500L << Math.min(failures, 10), LONGEST_MILLIS);
    failures++;
    return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis));
  }
}
