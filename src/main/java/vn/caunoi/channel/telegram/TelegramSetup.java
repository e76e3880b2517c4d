package vn.caunoi.channel.telegram;

import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.commands.SetMyCommands;
import org.telegram.telegrambots.meta.api.methods.updates.DeleteWebhook;
import org.telegram.telegrambots.meta.api.methods.updates.GetWebhookInfo;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccounts;

/** Makes a bot ready: learns its name, tells Telegram where updates go and what the command menu shows. Every step may run again. */
class TelegramSetup {
  private static final int MOST_CONNECTIONS = 40;

  private final TelegramApi api;
  private final ChannelAccounts accounts;
  private final TelegramReceivings receivings;
  private final TelegramMenu menu;
  private final String publicUrl;

  TelegramSetup(TelegramApi api, ChannelAccounts accounts, TelegramReceivings receivings, TelegramMenu menu, String publicUrl) {
    this.api = api;
    this.accounts = accounts;
    this.receivings = receivings;
    this.menu = menu;
    this.publicUrl = publicUrl;
  }

  /** What came of it. */
  sealed interface Result {
    record Ready() implements Result {}

    /** Somebody else receives this bot's updates at this host; taking them away would break their service. */
    record Foreign(String host) implements Result {}

    record Failed(TelegramAnswer answer) implements Result {}
  }

  Mono<Result> connect(TelegramBot bot) {
    return api.call(bot, new GetMe())
        .flatMap(answer -> whenDone(answer, me -> learnName(bot, me.result().path("username").asText())
            .then(Mono.defer(() -> receive(bot)))
            .flatMap(result -> result instanceof Result.Ready ? showMenu(bot, "").flatMap(first -> showMenu(bot, "vi")) : Mono.just(result))));
  }

  /** Looks whether updates still come to us: any tool that polls with the token removes the webhook without a word. */
  Mono<Result> keepReceiving(TelegramBot bot) {
    return api.call(bot, new GetWebhookInfo())
        .flatMap(answer -> whenDone(answer, info -> info.result().path("url").asText().equals(webhookOf(bot))
            ? Mono.just(new Result.Ready())
            : receive(bot)));
  }

  private Mono<Void> learnName(TelegramBot bot, String username) {
    return username.isEmpty() || username.equals(bot.account().externalId())
        ? Mono.empty()
        : accounts.keepExternalId(bot.account().wardId(), bot.account().id(), username);
  }

  private Mono<Result> receive(TelegramBot bot) {
    return switch (bot.credentials().mode()) {
      case WEBHOOK -> setWebhook(bot);
      case POLLING -> makeWayForPolling(bot);
    };
  }

  /** The library would send this as a form, with an empty certificate. */
  private Mono<Result> setWebhook(TelegramBot bot) {
    var url = webhookOf(bot);
    Map<String, Object> body = Map.of("url", url, "secret_token", bot.credentials().webhookSecret(),
        "max_connections", MOST_CONNECTIONS, "allowed_updates", TelegramUpdates.KINDS);
    return receivings.keepOwnWebhook(bot.account(), url).then(api.call(bot, "setWebhook", body))
        .flatMap(answer -> whenDone(answer, TelegramSetup::ready));
  }

  private Mono<Result> makeWayForPolling(TelegramBot bot) {
    return api.call(bot, new GetWebhookInfo()).flatMap(answer -> whenDone(answer, info -> {
      var url = info.result().path("url").asText();
      return url.isEmpty() ? Mono.just(new Result.Ready()) : removeIfOurs(bot, url);
    }));
  }

  private Mono<Result> removeIfOurs(TelegramBot bot, String url) {
    return receivings.ownWebhook(bot.account()).filter(url::equals)
        .flatMap(ours -> api.call(bot, DeleteWebhook.builder().dropPendingUpdates(false).build()))
        .flatMap(answer -> whenDone(answer, TelegramSetup::ready))
        .switchIfEmpty(Mono.fromSupplier(() -> new Result.Foreign(hostOf(url))));
  }

  private Mono<Result> showMenu(TelegramBot bot, String language) {
    var commands = SetMyCommands.builder().commands(menu.forTelegram()).languageCode(language.isEmpty() ? null : language).build();
    return api.call(bot, commands).flatMap(answer -> whenDone(answer, TelegramSetup::ready));
  }

  private String webhookOf(TelegramBot bot) {
    return publicUrl + TelegramWebhook.PATH + bot.account().name();
  }

  private static Mono<Result> ready(TelegramAnswer.Done done) {
    return Mono.just(new Result.Ready());
  }

  private static Mono<Result> whenDone(TelegramAnswer answer, Function<TelegramAnswer.Done, Mono<Result>> next) {
    return answer instanceof TelegramAnswer.Done done ? next.apply(done) : Mono.just(new Result.Failed(answer));
  }

  private static String hostOf(String url) {
    try {
      return String.valueOf(URI.create(url).getHost());
    } catch (IllegalArgumentException e) {
      return "?";
    }
  }
}
