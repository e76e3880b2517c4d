package vn.caunoi.channel.telegram;

import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Answers every pressed button, or its owner keeps seeing a spinner. Not worth a row: an answer that is late or lost does no harm, so when
 * too many wait, the newest is dropped.
 */
class TelegramCallbacks implements SmartLifecycle {
  private static final int MOST_WAITING = 1_000;
  private static final int AT_ONCE = 8;

  private record Query(TelegramBot bot, String id) {}

  private final TelegramApi api;
  private Sinks.@Nullable Many<Query> queries;
  private @Nullable Disposable running;

  TelegramCallbacks(TelegramApi api) {
    this.api = api;
  }

  /** Returns at once. */
  synchronized void answer(TelegramBot bot, String id) {
    if (queries != null) {
      queries.tryEmitNext(new Query(bot, id));
    }
  }

  @Override
  public synchronized void start() {
    queries = Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(MOST_WAITING));
    running = queries.asFlux().flatMap(this::answer, AT_ONCE).subscribe();
  }

  @Override
  public synchronized void stop() {
    if (running != null) {
      running.dispose();
      running = null;
      queries = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return running != null;
  }

  private Mono<TelegramAnswer> answer(Query query) {
    return api.call(query.bot(), AnswerCallbackQuery.builder().callbackQueryId(query.id()).build()).onErrorComplete();
  }
}
