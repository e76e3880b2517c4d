package vn.caunoi.channel.telegram;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import org.telegram.telegrambots.meta.api.methods.commands.SetMyCommands;
import org.telegram.telegrambots.meta.api.methods.description.SetMyDescription;
import org.telegram.telegrambots.meta.api.methods.description.SetMyShortDescription;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScopeAllGroupChats;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What people see of a bot before they write: commands, description, short description, in Vietnamese for everybody; in groups one command
 * alone. Said once per start and bot, since Telegram counts these calls strictly; a bot without a face works all the same.
 */
class TelegramFace {
  private static final Logger log = LoggerFactory.getLogger(TelegramFace.class);

  private final TelegramApi api;
  private final TelegramMenu menu;
  private final Map<UUID, TelegramCredentials> shown = new ConcurrentHashMap<>();

  TelegramFace(TelegramApi api, TelegramMenu menu) {
    this.api = api;
    this.menu = menu;
  }

  Mono<Void> show(TelegramBot bot) {
    var account = bot.account().id();
    return bot.credentials().equals(shown.get(account)) ? Mono.empty()
        : Flux.fromIterable(calls()).concatMap(call -> api.call(bot, call)).all(TelegramAnswer.Done.class::isInstance)
            .doOnNext(all -> {
              if (all) {
                shown.put(account, bot.credentials());
              } else {
                log.warn("telegram bot shows an old menu or description account={}", account);
              }
            })
            .then();
  }

  /** The empty language is for everybody without a list of their own; a client set to Vietnamese asks for "vi" first. */
  private List<PartialBotApiMethod<?>> calls() {
    var groups = BotCommandScopeAllGroupChats.builder().build();
    return List.of(
        SetMyCommands.builder().commands(menu.inPrivate()).build(),
        SetMyCommands.builder().commands(menu.inPrivate()).languageCode("vi").build(),
        SetMyCommands.builder().commands(menu.inGroups()).scope(groups).build(),
        SetMyCommands.builder().commands(menu.inGroups()).scope(groups).languageCode("vi").build(),
        SetMyDescription.builder().description(menu.description().strip()).build(),
        SetMyShortDescription.builder().shortDescription(menu.about().strip()).build());
  }
}
