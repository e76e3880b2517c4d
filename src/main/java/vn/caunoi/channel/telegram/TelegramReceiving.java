package vn.caunoi.channel.telegram;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.telegram.telegrambots.meta.api.methods.updates.DeleteWebhook;
import org.telegram.telegrambots.meta.api.methods.updates.GetWebhookInfo;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.telegram.TelegramSetup.Result;

/**
 * Where a bot's updates go. A webhook that we did not set is somebody else's service (or our own with the wrong token): it is neither removed
 * nor replaced, and the account says so, whichever way we receive.
 */
class TelegramReceiving {
  private static final int MOST_CONNECTIONS = 40;

  private final TelegramApi api;
  private final TelegramReceivings receivings;
  private final String publicUrl;
  private final MeterRegistry meters;
  private final Clock clock;
  private final Map<UUID, AtomicInteger> pending = new ConcurrentHashMap<>();

  TelegramReceiving(TelegramApi api, TelegramReceivings receivings, String publicUrl, MeterRegistry meters, Clock clock) {
    this.api = api;
    this.receivings = receivings;
    this.publicUrl = publicUrl;
    this.meters = meters;
    this.clock = clock;
  }

  /** Makes updates come to us. Set again even when the address stands already: the secret, or what we ask for, may be new. */
  Mono<Result> begin(TelegramBot bot) {
    return info(bot, info -> bot.credentials().mode() == TelegramMode.WEBHOOK
        ? unlessForeign(bot, info, setWebhook(bot)) : makeWayForPolling(bot, info));
  }

  /** Looks whether they still do: any tool that polls with the token removes a webhook without a word. */
  Mono<Result> look(TelegramBot bot) {
    return info(bot, info -> info.url().equals(webhookOf(bot))
        ? Mono.just(new Result.Ready(info.concern(clock.instant()))) : unlessForeign(bot, info, setWebhook(bot)));
  }

  private Mono<Result> info(TelegramBot bot, Function<TelegramWebhookInfo, Mono<Result>> next) {
    return api.call(bot, new GetWebhookInfo()).flatMap(answer -> answer instanceof TelegramAnswer.Done done
        ? Mono.just(TelegramWebhookInfo.of(done.result())).doOnNext(info -> show(bot, info)).flatMap(next)
        : Mono.just(new Result.Failed(answer)));
  }

  private Mono<Result> makeWayForPolling(TelegramBot bot, TelegramWebhookInfo info) {
    return info.url().isEmpty() ? Mono.just(new Result.Ready(null))
        : unlessForeign(bot, info, done(api.call(bot, DeleteWebhook.builder().dropPendingUpdates(false).build())));
  }

  private Mono<Result> unlessForeign(TelegramBot bot, TelegramWebhookInfo info, Mono<Result> go) {
    return info.url().isEmpty() || info.url().equals(webhookOf(bot))
        ? go
        : receivings.ownWebhook(bot.account()).filter(info.url()::equals).flatMap(ours -> go)
            .switchIfEmpty(Mono.fromSupplier(() -> new Result.Foreign(info.host())));
  }

  /** The library would send this as a form, with an empty certificate. Repeated with the same values it changes nothing. */
  private Mono<Result> setWebhook(TelegramBot bot) {
    var url = webhookOf(bot);
    Map<String, Object> body = Map.of("url", url, "secret_token", bot.credentials().webhookSecret(),
        "max_connections", MOST_CONNECTIONS, "allowed_updates", TelegramUpdates.KINDS);
    return receivings.keepOwnWebhook(bot.account(), url).then(done(api.call(bot, "setWebhook", body)));
  }

  private String webhookOf(TelegramBot bot) {
    return publicUrl + TelegramWebhook.PATH + bot.account().name();
  }

  private static Mono<Result> done(Mono<TelegramAnswer> call) {
    return call.map(answer -> answer instanceof TelegramAnswer.Done ? new Result.Ready(null) : new Result.Failed(answer));
  }

  private void show(TelegramBot bot, TelegramWebhookInfo info) {
    pending.computeIfAbsent(bot.account().id(), id -> meters.gauge("caunoi.telegram.webhook.pending",
        Tags.of("account", bot.account().name()), new AtomicInteger())).set(info.pending());
  }
}
