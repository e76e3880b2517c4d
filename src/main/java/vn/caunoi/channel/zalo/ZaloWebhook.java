package vn.caunoi.channel.zalo;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.InboundReceiver;
import vn.caunoi.channel.Webhook;

/**
 * {@code POST /webhooks/zalo/{account}}: verify, store, 200; the work comes later. Zalo wants its 200 within two seconds, repeats for hours
 * with the same timestamp (so there is no replay window; the inbox knows what it has) and ends the subscription of an app that fails long.
 */
class ZaloWebhook implements Webhook {
  /** Zalo gives up after two seconds; the inbox itself answers within 1.5 s. */
  private static final Duration PATIENCE = Duration.ofMillis(1_500);
  private static final Logger log = LoggerFactory.getLogger(ZaloWebhook.class);

  private enum Fate { RECEIVED, SETTLED, GROUP, FOREIGN, UNKNOWN, REVOKED, UNVERIFIED, FORGED, BROKEN, TOO_LARGE, NO_ACCOUNT, UNAVAILABLE }

  private final ZaloApps apps;
  private final ZaloEvents events;
  private final InboundReceiver receiver;
  private final ChannelAccounts accounts;
  private final JsonMapper json;
  private final Map<Fate, Counter> counters = new EnumMap<>(Fate.class);

  ZaloWebhook(ZaloApps apps, ZaloEvents events, InboundReceiver receiver, ChannelAccounts accounts, JsonMapper json, MeterRegistry meters) {
    this.apps = apps;
    this.events = events;
    this.receiver = receiver;
    this.accounts = accounts;
    this.json = json;
    for (var fate : Fate.values()) {
      counters.put(fate, meters.counter("caunoi.zalo.events", "fate", fate.name().toLowerCase(Locale.ROOT)));
    }
  }

  @Override
  public String path() {
    return "/webhooks/zalo/";
  }

  @Override
  public Mono<HttpStatus> post(String account, HttpHeaders headers, Mono<byte[]> body) {
    var signature = headers.getFirst(ZaloSignature.HEADER);
    return apps.find(account)
        .flatMap(app -> signature == null && app.signature() != null
            ? end(Fate.FORGED)
            : body.flatMap(bytes -> take(app, signature, bytes)))
        .switchIfEmpty(end(Fate.NO_ACCOUNT))
        .onErrorResume(this::refuse);
  }

  private Mono<HttpStatus> take(ZaloApp app, @Nullable String signature, byte[] body) {
    var event = json.readTree(body);
    if (app.signature() == null) {
      return end(Fate.UNVERIFIED);
    }
    boolean ours = app.id().equals(ZaloEvents.text(event, "app_id"));
    if (!ours || !app.signature().matches(signature, body, ZaloEvents.text(event, "timestamp"))) {
      return end(Fate.FORGED);
    }
    return switch (events.read(event, body, app.accounts())) {
      case ZaloEvent.Received received -> receiver.receive(received.messages()).then(end(Fate.RECEIVED));
      case ZaloEvent.Settled settled -> receiver.settle(settled.receipts()).timeout(PATIENCE).then(end(Fate.SETTLED));
      case ZaloEvent.Unknown unknown -> receiver.keepUnknown(unknown.account(), unknown.kind(), body).timeout(PATIENCE).then(end(Fate.UNKNOWN));
      case ZaloEvent.Revoked revoked -> accounts.markDown(revoked.account().wardId(), revoked.account().id(), "OA withdrew its permission")
          .then(end(Fate.REVOKED));
      case ZaloEvent.Dropped dropped -> end(Fate.GROUP);
      case ZaloEvent.Foreign foreign -> end(Fate.FOREIGN);
    };
  }

  private Mono<HttpStatus> refuse(Throwable failure) {
    return switch (failure) {
      case JacksonException broken -> end(Fate.BROKEN);
      case DataBufferLimitException large -> end(Fate.TOO_LARGE);
      default -> {
        log.warn("zalo event not taken cause={}", failure.getClass().getSimpleName());
        yield end(Fate.UNAVAILABLE);
      }
    };
  }

  /** Counted when it happens, not when it is planned. */
  private Mono<HttpStatus> end(Fate fate) {
    return Mono.fromSupplier(() -> {
      counters.get(fate).increment();
      return statusOf(fate);
    });
  }

  private static HttpStatus statusOf(Fate fate) {
    return switch (fate) {
      case FORGED -> HttpStatus.UNAUTHORIZED;
      case BROKEN -> HttpStatus.BAD_REQUEST;
      case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
      case NO_ACCOUNT -> HttpStatus.NOT_FOUND;
      case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
      default -> HttpStatus.OK;
    };
  }
}
