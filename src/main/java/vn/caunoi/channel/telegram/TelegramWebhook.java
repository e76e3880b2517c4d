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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.InboundReceiver;
import vn.caunoi.channel.InboxUnavailable;
import vn.caunoi.channel.telegram.TelegramUpdates.BrokenJson;

/**
 * {@code POST /webhooks/telegram/{account}}. Telegram repeats what is not answered with a 2xx, for 24 hours and holding up that chat, so 200
 * leaves as soon as the update is stored, and for what we do not understand as well. A bare handler: this path takes thousands a second.
 */
class TelegramWebhook implements WebHandler {
  static final String PATH = "/webhooks/telegram/";
  static final String SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token";
  static final int MOST_BYTES = 1024 * 1024;
  private static final Logger log = LoggerFactory.getLogger(TelegramWebhook.class);

  private enum Fate {
    RECEIVED(HttpStatus.OK), IGNORED(HttpStatus.OK), UNKNOWN(HttpStatus.OK), BROKEN(HttpStatus.BAD_REQUEST),
    FORGED(HttpStatus.UNAUTHORIZED), NO_POST(HttpStatus.METHOD_NOT_ALLOWED), TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

    private final HttpStatus status;

    Fate(HttpStatus status) {
      this.status = status;
    }
  }

  private final Function<String, Mono<TelegramBot>> bots;
  private final TelegramUpdates updates;
  private final InboundReceiver receiver;
  private final BiConsumer<TelegramBot, String> callbacks;
  private final Map<Fate, Counter> counters = new EnumMap<>(Fate.class);
  private final Clock clock;

  TelegramWebhook(Function<String, Mono<TelegramBot>> bots, TelegramUpdates updates, InboundReceiver receiver,
      BiConsumer<TelegramBot, String> callbacks,
      MeterRegistry meters, Clock clock) {
    this.bots = bots;
    this.updates = updates;
    this.receiver = receiver;
    this.callbacks = callbacks;
    this.clock = clock;
    for (var fate : Fate.values()) {
      counters.put(fate, meters.counter("caunoi.telegram.updates", "fate", fate.name().toLowerCase(Locale.ROOT)));
    }
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange) {
    var request = exchange.getRequest();
    return (request.getMethod() == HttpMethod.POST ? take(request) : Mono.just(Fate.NO_POST))
        .flatMap(fate -> {
          counters.get(fate).increment();
          exchange.getResponse().setStatusCode(fate.status);
          return exchange.getResponse().setComplete();
        });
  }

  /** An account we do not have cannot be told from a wrong secret. */
  private Mono<Fate> take(ServerHttpRequest request) {
    var path = request.getPath().value();
    return bots.apply(path.substring(path.lastIndexOf('/') + 1))
        .filter(bot -> isFromTelegram(bot, request.getHeaders()))
        .flatMap(bot -> body(request).flatMap(body -> store(bot, body)))
        .defaultIfEmpty(Fate.FORGED)
        .onErrorResume(error -> Mono.just(fateOf(error)));
  }

  private boolean isFromTelegram(TelegramBot bot, HttpHeaders headers) {
    return bot.credentials().accepts(headers.getFirst(SECRET_HEADER), clock.instant());
  }

  private static Mono<byte[]> body(ServerHttpRequest request) {
    return request.getHeaders().getContentLength() > MOST_BYTES
        ? Mono.error(new DataBufferLimitException("announced above the cap"))
        : DataBufferUtils.join(request.getBody(), MOST_BYTES).map(TelegramWebhook::drain).defaultIfEmpty(new byte[0]);
  }

  private static byte[] drain(DataBuffer buffer) {
    var bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }

  private Mono<Fate> store(TelegramBot bot, byte[] body) {
    try {
      return switch (updates.read(bot.account(), body, clock.instant())) {
        case TelegramEvent.Done done -> receiver.receive(List.of(done.message()))
            .then(Mono.fromSupplier(() -> answered(bot, done.callbackId(), Fate.RECEIVED)));
        case TelegramEvent.Ignored ignored -> Mono.just(answered(bot, ignored.callbackId(), Fate.IGNORED));
        case TelegramEvent.Unknown unknown -> receiver.keepUnknown(bot.account(), unknown.kind(), body).thenReturn(Fate.UNKNOWN);
      };
    } catch (BrokenJson e) {
      return Mono.just(Fate.BROKEN);
    }
  }

  private Fate answered(TelegramBot bot, @Nullable String callbackId, Fate fate) {
    if (callbackId != null) {
      callbacks.accept(bot, callbackId);
    }
    return fate;
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
