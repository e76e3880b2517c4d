package vn.caunoi.channel.zalo;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.InboundReceiver;

/**
 * {@code POST /webhooks/zalo/{account}}: verify, store, 200; the work comes later. Zalo wants its 200 within two seconds, repeats for hours
 * with the same timestamp (so there is no replay window; the inbox knows what it has) and ends the subscription of an app that fails long.
 */
class ZaloWebhook {
  static final int MAX_BODY = 1024 * 1024;
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

  Mono<ServerResponse> post(ServerRequest request) {
    var signature = request.headers().firstHeader(ZaloSignature.HEADER);
    return apps.find(request.pathVariable("account"))
        .flatMap(app -> signature == null && app.signature() != null
            ? end(Fate.FORGED)
            : body(request).flatMap(body -> take(app, signature, body)))
        .switchIfEmpty(end(Fate.NO_ACCOUNT))
        .onErrorResume(this::refuse);
  }

  private static Mono<byte[]> body(ServerRequest request) {
    if (request.headers().contentLength().orElse(0) > MAX_BODY) {
      return Mono.error(new DataBufferLimitException("announced above the cap"));
    }
    return DataBufferUtils.join(request.body(BodyExtractors.toDataBuffers()), MAX_BODY).map(ZaloWebhook::drain).defaultIfEmpty(new byte[0]);
  }

  private static byte[] drain(DataBuffer buffer) {
    var bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }

  private Mono<ServerResponse> take(ZaloApp app, @Nullable String signature, byte[] body) {
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
      case ZaloEvent.Settled settled -> receiver.settle(settled.receipts()).then(end(Fate.SETTLED));
      case ZaloEvent.Unknown unknown -> receiver.keepUnknown(unknown.account(), unknown.kind(), body).then(end(Fate.UNKNOWN));
      case ZaloEvent.Revoked revoked -> accounts.markDown(revoked.account().wardId(), revoked.account().id(), "OA withdrew its permission")
          .then(end(Fate.REVOKED));
      case ZaloEvent.Dropped dropped -> end(Fate.GROUP);
      case ZaloEvent.Foreign foreign -> end(Fate.FOREIGN);
    };
  }

  private Mono<ServerResponse> refuse(Throwable failure) {
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
  private Mono<ServerResponse> end(Fate fate) {
    return Mono.defer(() -> {
      counters.get(fate).increment();
      return ServerResponse.status(statusOf(fate)).build();
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
