package vn.caunoi.channel.telegram;

import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccounts;

/** Makes a bot ready: learns its name, tells Telegram where updates go and what people see of it. Every step may run again. */
class TelegramSetup {
  private static final String READS_GROUPS =
      "Bot đang được phép đọc mọi tin trong nhóm. Tắt quyền này ở @BotFather: /setprivacy, chọn bot, Enable.";

  private final TelegramApi api;
  private final ChannelAccounts accounts;
  private final TelegramReceiving receiving;
  private final TelegramFace face;

  TelegramSetup(TelegramApi api, ChannelAccounts accounts, TelegramReceiving receiving, TelegramFace face) {
    this.api = api;
    this.accounts = accounts;
    this.receiving = receiving;
    this.face = face;
  }

  /** What came of it. */
  sealed interface Result {
    /** Updates come to us. {@code concern} is shown to the administrator, null when all is well. */
    record Ready(@Nullable String concern) implements Result {}

    /** Somebody else receives this bot's updates at this host; taking them away would break their service. */
    record Foreign(String host) implements Result {}

    record Failed(TelegramAnswer answer) implements Result {}
  }

  Mono<Result> connect(TelegramBot bot) {
    return api.call(bot, new GetMe()).flatMap(answer -> answer instanceof TelegramAnswer.Done me
        ? learnName(bot, me.result().path("username").asText())
            .then(Mono.defer(() -> receiving.begin(bot)))
            .delayUntil(result -> result instanceof Result.Ready ? face.show(bot) : Mono.empty())
            .map(result -> result instanceof Result.Ready && me.result().path("can_read_all_group_messages").asBoolean(false)
                ? new Result.Ready(READS_GROUPS) : result)
        : Mono.just(new Result.Failed(answer)));
  }

  /** Looks whether updates still come to us. */
  Mono<Result> keepReceiving(TelegramBot bot) {
    return receiving.look(bot);
  }

  private Mono<Void> learnName(TelegramBot bot, String username) {
    return username.isEmpty() || username.equals(bot.account().externalId())
        ? Mono.empty()
        : accounts.keepExternalId(bot.account().wardId(), bot.account().id(), username);
  }
}
