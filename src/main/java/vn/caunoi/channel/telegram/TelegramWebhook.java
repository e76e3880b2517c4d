package vn.caunoi.channel.telegram;

import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.InboundReceiver;
import vn.caunoi.channel.InboxUnavailable;
import vn.caunoi.channel.Webhook;
import vn.caunoi.channel.telegram.TelegramUpdates.BrokenJson;

/**
 * {@code POST /webhooks/telegram/{account}}. Telegram repeats what is not answered with a 2xx, for 24 hours and holding up that chat, so 200
 * leaves as soon as the update is stored, and for what we do not understand as well.
 */
class TelegramWebhook implements Webhook {
  static final String PATH = "/webhooks/telegram/";
  static final String SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token";
  private static final Logger log = LoggerFactory.getLogger(TelegramWebhook.class);

  private enum Fate {
    RECEIVED(HttpStatus.OK), IGNORED(HttpStatus.OK), UNKNOWN(HttpStatus.OK), BROKEN(HttpStatus.BAD_REQUEST),
    FORGED(HttpStatus.UNAUTHORIZED), TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE), UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

    private final HttpStatus status;

    Fate(HttpStatus status) {
      this.status = status;
    }
  }

  private final Function<String, Mono<TelegramBot>> bots;
  private final TelegramUpdates updates;
  private final InboundReceiver receiver;
  private final BiConsumer<TelegramBot, List<TelegramCourtesy>> courtesies;
  private final Map<Fate, Counter> counters = new EnumMap<>(Fate.class);
  private final Clock clock;

  TelegramWebhook(Function<String, Mono<TelegramBot>> bots, TelegramUpdates updates, InboundReceiver receiver,
      BiConsumer<TelegramBot, List<TelegramCourtesy>> courtesies, MeterRegistry meters, Clock clock) {
    this.bots = bots;
    this.updates = updates;
    this.receiver = receiver;
    this.courtesies = courtesies;
    this.clock = clock;
    for (var fate : Fate.values()) {
      counters.put(fate, meters.counter("caunoi.telegram.updates", "fate", fate.name().toLowerCase(Locale.ROOT)));
    }
  }

  @Override
  public String path() {
    return PATH;
  }

  /** An account we do not have cannot be told from a wrong secret. */
  @Override
  public Mono<HttpStatus> post(String account, HttpHeaders headers, Mono<byte[]> body) {
    return bots.apply(account)
        .filter(bot -> isFromTelegram(bot, headers))
        .flatMap(bot -> body.flatMap(bytes -> store(bot, bytes)))
        .defaultIfEmpty(Fate.FORGED)
        .onErrorResume(error -> Mono.just(fateOf(error)))
        .map(fate -> {
          counters.get(fate).increment();
          return fate.status;
        });
  }

  private boolean isFromTelegram(TelegramBot bot, HttpHeaders headers) {
    return bot.credentials().accepts(headers.getFirst(SECRET_HEADER), clock.instant());
  }

  private Mono<Fate> store(TelegramBot bot, byte[] body) {
    try {
      var event = updates.read(bot.account(), body, clock.instant());
      var stored = switch (event) {
        case TelegramEvent.Done done -> receiver.receive(List.of(done.message())).thenReturn(Fate.RECEIVED);
        case TelegramEvent.Ignored ignored -> Mono.just(Fate.IGNORED);
        case TelegramEvent.Unknown unknown -> receiver.keepUnknown(bot.account(), unknown.kind(), body).thenReturn(Fate.UNKNOWN);
      };
      return stored.doOnNext(fate -> courtesies.accept(bot, event.courtesies()));
    } catch (BrokenJson e) {
      return Mono.just(Fate.BROKEN);
    }
  }

  private static Fate fateOf(Throwable error) {
    if (error instanceof DataBufferLimitException) {
      return Fate.TOO_LARGE;
    }
    if (!(error instanceof InboxUnavailable)) {
      log.warn("telegram update not taken error={}", error.getClass().getName());
    }
    return Fate.UNAVAILABLE;
  }
}
