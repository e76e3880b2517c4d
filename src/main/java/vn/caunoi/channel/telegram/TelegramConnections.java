package vn.caunoi.channel.telegram;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;

/** Keeps one {@link TelegramLine} per bot alive, and begins a new one when an account comes, changes or is paused. */
class TelegramConnections implements SmartLifecycle {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private record Running(TelegramBot bot, Disposable line) {
    /** Its name is learned with the first call, and tells which commands in groups are meant for it. */
    boolean isStill(TelegramBot now) {
      return bot.credentials().equals(now.credentials()) && Objects.equals(bot.account().externalId(), now.account().externalId());
    }
  }

  private final TelegramBots bots;
  private final TelegramSetup setup;
  private final TelegramPolling polling;
  private final ChannelAccounts accounts;
  private final Map<UUID, Running> lines = new HashMap<>();
  private @Nullable Disposable watching;

  TelegramConnections(TelegramBots bots, TelegramSetup setup, TelegramPolling polling, ChannelAccounts accounts) {
    this.bots = bots;
    this.setup = setup;
    this.polling = polling;
    this.accounts = accounts;
  }

  @Override
  public synchronized void start() {
    watching = Flux.interval(Duration.ZERO, LOOK).onBackpressureDrop()
        .concatMap(tick -> bots.all().doOnNext(this::match).onErrorComplete(), 1)
        .subscribe();
  }

  private synchronized void match(Collection<TelegramBot> wanted) {
    if (watching == null) {
      return;
    }
    var gone = new HashSet<>(lines.keySet());
    for (var bot : wanted) {
      var id = bot.account().id();
      if (bot.account().status() != ChannelAccount.Status.PAUSED) {
        gone.remove(id);
        var running = lines.get(id);
        if (running == null || !running.isStill(bot)) {
          end(running);
          lines.put(id, new Running(bot, new TelegramLine(bot, setup, polling, accounts).run().subscribe()));
        }
      }
    }
    gone.forEach(id -> end(lines.remove(id)));
  }

  private static void end(@Nullable Running running) {
    if (running != null) {
      running.line().dispose();
    }
  }

  /** Gives the turns back, so that another node, or the next start, begins at once. */
  @Override
  public void stop(Runnable callback) {
    Flux.fromIterable(endAll())
        .concatMap(running -> polling.release(running.bot().account()).onErrorComplete())
        .then().timeout(GOODBYE, Mono.empty())
        .doFinally(signal -> callback.run())
        .subscribe();
  }

  @Override
  public void stop() {
    endAll();
  }

  private synchronized Collection<Running> endAll() {
    if (watching != null) {
      watching.dispose();
      watching = null;
    }
    var ended = List.copyOf(lines.values());
    ended.forEach(TelegramConnections::end);
    lines.clear();
    return ended;
  }

  @Override
  public synchronized boolean isRunning() {
    return watching != null;
  }
}
