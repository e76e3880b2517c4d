package vn.caunoi.channel.telegram;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

  private final TelegramBots bots;
  private final TelegramUpdates updates;
  private final InboundReceiver receiver;
  private final TelegramCallbacks callbacks;
  private final MeterRegistry meters;
  private final Clock clock;

  TelegramWebhook(TelegramBots bots, TelegramUpdates updates, InboundReceiver receiver, TelegramCallbacks callbacks,
      MeterRegistry meters, Clock clock) {
    this.bots = bots;
    this.updates = updates;
    this.receiver = receiver;
    this.callbacks = callbacks;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange) {
    var request = exchange.getRequest();
    return (request.getMethod() == HttpMethod.POST ? answer(request) : Mono.just(HttpStatus.METHOD_NOT_ALLOWED))
        .flatMap(status -> {
          exchange.getResponse().setStatusCode(status);
          return exchange.getResponse().setComplete();
        });
  }

  /** An account we do not have cannot be told from a wrong secret. */
  private Mono<HttpStatus> answer(ServerHttpRequest request) {
    var path = request.getPath().value();
    return bots.named(path.substring(path.lastIndexOf('/') + 1))
        .filter(bot -> isFromTelegram(bot, request.getHeaders()))
        .flatMap(bot -> receive(bot, request))
        .switchIfEmpty(Mono.fromSupplier(() -> refused("secret", HttpStatus.UNAUTHORIZED)))
        .onErrorResume(TelegramWebhook::answer);
  }

  private static boolean isFromTelegram(TelegramBot bot, HttpHeaders headers) {
    var given = headers.getFirst(SECRET_HEADER);
    var secret = bot.credentials().webhookSecret();
    return given != null && !secret.isEmpty()
        && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
  }

  private Mono<HttpStatus> receive(TelegramBot bot, ServerHttpRequest request) {
    if (request.getHeaders().getContentLength() > MOST_BYTES) {
      return Mono.fromSupplier(() -> refused("size", HttpStatus.CONTENT_TOO_LARGE));
    }
    return DataBufferUtils.join(request.getBody(), MOST_BYTES)
        .map(buffer -> {
          var bytes = new byte[buffer.readableByteCount()];
          buffer.read(bytes);
          DataBufferUtils.release(buffer);
          return bytes;
        })
        .defaultIfEmpty(new byte[0])
        .flatMap(body -> store(bot, body))
        .onErrorResume(DataBufferLimitException.class, e -> Mono.fromSupplier(() -> refused("size", HttpStatus.CONTENT_TOO_LARGE)));
  }

  private Mono<HttpStatus> store(TelegramBot bot, byte[] body) {
    try {
      return switch (updates.read(bot.account(), body, clock.instant())) {
        case TelegramEvent.Done done -> receiver.receive(List.of(done.message()))
            .then(Mono.fromSupplier(() -> taken(bot, done.callbackId())));
        case TelegramEvent.Ignored ignored -> Mono.just(taken(bot, ignored.callbackId()));
        case TelegramEvent.Unknown unknown -> receiver.keepUnknown(bot.account(), unknown.kind(), body).thenReturn(HttpStatus.OK);
      };
    } catch (BrokenJson e) {
      return Mono.just(refused("json", HttpStatus.BAD_REQUEST));
    }
  }

  private HttpStatus taken(TelegramBot bot, @Nullable String callbackId) {
    if (callbackId != null) {
      callbacks.answer(bot, callbackId);
    }
    return HttpStatus.OK;
  }

  private HttpStatus refused(String reason, HttpStatus status) {
    meters.counter("caunoi.webhook.refused", "channel", "telegram", "reason", reason).increment();
    return status;
  }

  private static Mono<HttpStatus> answer(Throwable error) {
    if (error instanceof InboxUnavailable) {
      return Mono.just(HttpStatus.SERVICE_UNAVAILABLE);
    }
    log.error("webhook failed error={}", error.getClass().getName());
    return Mono.just(HttpStatus.SERVICE_UNAVAILABLE);
  }
}
