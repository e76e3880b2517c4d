package vn.caunoi.channel.telegram;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageReplyMarkup;
import org.telegram.telegrambots.meta.api.objects.ReplyParameters;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import vn.caunoi.channel.Button;

/**
 * Pays the courtesies that updates ask for, a few at the same time, once each. When too many wait, the newest is dropped. In one group the
 * bot speaks at most twice a minute, far below Telegram's twenty: whoever calls it again has read it.
 */
class TelegramCourtesies implements SmartLifecycle {
  private static final int MOST_WAITING = 1_000;
  private static final int AT_ONCE = 8;
  private static final Duration GROUP_PAUSE = Duration.ofSeconds(30);
  private static final int GROUPS_KEPT = 1_000;

  private record Owed(TelegramBot bot, TelegramCourtesy courtesy) {}

  private record Group(UUID account, TelegramChat chat) {}

  private final TelegramApi api;
  private final TelegramQuestions questions;
  private final TelegramMenu menu;
  private final Map<Group, Long> spokenAt = new HashMap<>();
  private Sinks.@Nullable Many<Owed> owed;
  private @Nullable Disposable running;

  TelegramCourtesies(TelegramApi api, TelegramQuestions questions, TelegramMenu menu) {
    this.api = api;
    this.questions = questions;
    this.menu = menu;
  }

  /** Returns at once. */
  synchronized void pay(TelegramBot bot, List<TelegramCourtesy> courtesies) {
    if (owed != null) {
      courtesies.forEach(courtesy -> owed.tryEmitNext(new Owed(bot, courtesy)));
    }
  }

  @Override
  public synchronized void start() {
    owed = Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(MOST_WAITING));
    running = owed.asFlux().flatMap(this::pay, AT_ONCE).subscribe();
  }

  @Override
  public synchronized void stop() {
    if (running != null) {
      running.dispose();
      running = null;
      owed = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return running != null;
  }

  private Mono<Void> pay(Owed one) {
    return Mono.defer(() -> switch (one.courtesy()) {
      case TelegramCourtesy.StopSpinner spinner ->
          api.call(one.bot(), AnswerCallbackQuery.builder().callbackQueryId(spinner.callbackId()).build()).then();
      case TelegramCourtesy.TakeButtons buttons -> take(one.bot(), buttons);
      case TelegramCourtesy.WritePrivately asked -> maySpeak(one.bot(), asked.chat()) ? speak(one.bot(), asked) : Mono.<Void>empty();
    }).onErrorComplete();
  }

  private Mono<Void> take(TelegramBot bot, TelegramCourtesy.TakeButtons buttons) {
    var question = questions.answered(buttons.chat());
    var messages = Stream.of(buttons.message(), question == null ? null : Integer.valueOf(question.intValue()))
        .filter(message -> message != null).distinct().toList();
    return Flux.fromIterable(messages)
        .concatMap(message -> api.call(bot, EditMessageReplyMarkup.builder().chatId(buttons.chat().externalId()).messageId(message).build()))
        .then();
  }

  private Mono<Void> speak(TelegramBot bot, TelegramCourtesy.WritePrivately asked) {
    return api.call(bot, invitation(bot, asked, asked.chat()))
        .flatMap(answer -> answer instanceof TelegramAnswer.Refused no && no.migrateTo() != null
            ? api.call(bot, invitation(bot, asked, new TelegramChat(no.migrateTo(), null)))
            : Mono.just(answer))
        .then();
  }

  private SendMessage invitation(TelegramBot bot, TelegramCourtesy.WritePrivately asked, TelegramChat chat) {
    var buttons = bot.account().externalId() == null ? List.<Button>of()
        : List.<Button>of(new Button.Link(menu.groups().button(), privateChat(bot.account().externalId(), asked.link())));
    return SendMessage.builder().chatId(chat.id()).messageThreadId(chat.topic())
        .text(TelegramHtml.of(menu.groups().reply().strip())).parseMode(TelegramHtml.PARSE_MODE)
        .replyParameters(ReplyParameters.builder().messageId(asked.message()).allowSendingWithoutReply(true).build())
        .replyMarkup(TelegramKeyboard.of(buttons, false))
        .build();
  }

  private static String privateChat(String bot, @Nullable String link) {
    return "https://t.me/" + bot + "?start=" + (link == null ? "start" : link);
  }

  private boolean maySpeak(TelegramBot bot, TelegramChat chat) {
    var group = new Group(bot.account().id(), chat);
    long now = System.nanoTime();
    synchronized (spokenAt) {
      if (spokenAt.size() >= GROUPS_KEPT) {
        spokenAt.values().removeIf(at -> now - at > GROUP_PAUSE.toNanos());
      }
      var last = spokenAt.get(group);
      if (last != null && now - last < GROUP_PAUSE.toNanos()) {
        return false;
      }
      spokenAt.put(group, now);
      return true;
    }
  }
}
