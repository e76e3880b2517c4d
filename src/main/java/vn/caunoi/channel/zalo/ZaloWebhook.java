package vn.caunoi.channel.zalo;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.channel.Webhook;

/**
 * {@code POST /webhooks/zalo/{account}}: verify, store, 200; the work comes later. Zalo wants its 200 within two seconds, repeats for hours
 * with the same timestamp (so there is no replay window; the inbox knows what it has) and ends the subscription of an app that fails long.
 */
class ZaloWebhook implements Webhook {
  /** Zalo's count of its attempts, on repeats alone: we were late or away before. */
  private static final String RETRY = "num_retry";
  private static final Logger log = LoggerFactory.getLogger(ZaloWebhook.class);

  private final ZaloApps apps;
  private final ZaloEvents events;
  private final ZaloIntake intake;
  private final MeterRegistry meters;

  ZaloWebhook(ZaloApps apps, ZaloEvents events, ZaloIntake intake, MeterRegistry meters) {
    this.apps = apps;
    this.events = events;
    this.intake = intake;
    this.meters = meters;
    for (var fate : ZaloFate.values()) {
      counter(fate);
    }
  }

  @Override
  public String path() {
    return "/webhooks/zalo/";
  }

  @Override
  public Mono<HttpStatus> post(String account, HttpHeaders headers, Mono<byte[]> body) {
    var signature = headers.getFirst(ZaloSignature.HEADER);
    if (headers.containsHeader(RETRY)) {
      meters.counter("caunoi.zalo.retries").increment();
    }
    return apps.find(account)
        .flatMap(app -> signature == null && app.signature() != null
            ? Mono.just(ZaloFate.FORGED)
            : body.flatMap(bytes -> take(app, signature, bytes)))
        .defaultIfEmpty(ZaloFate.NO_ACCOUNT)
        .onErrorResume(failure -> Mono.just(fateOf(failure)))
        .map(this::end);
  }

  private Mono<ZaloFate> take(ZaloApp app, @Nullable String signature, byte[] body) {
    var event = JsonMapper.shared().readTree(body);
    if (app.signature() == null) {
      return Mono.just(ZaloFate.UNVERIFIED);
    }
    boolean ours = app.id().equals(ZaloEvents.text(event, "app_id"));
    return ours && app.signature().matches(signature, body, ZaloEvents.text(event, "timestamp"))
        ? intake.take(events.read(event, body, app.accounts()), body)
        : Mono.just(ZaloFate.FORGED);
  }

  private static ZaloFate fateOf(Throwable failure) {
    return switch (failure) {
      case JacksonException broken -> ZaloFate.BROKEN;
      case DataBufferLimitException large -> ZaloFate.TOO_LARGE;
      default -> {
        log.warn("zalo event not taken cause={}", failure.getClass().getSimpleName());
        yield ZaloFate.UNAVAILABLE;
      }
    };
  }

  private HttpStatus end(ZaloFate fate) {
    counter(fate).increment();
    return fate.answer();
  }

  private Counter counter(ZaloFate fate) {
    return meters.counter("caunoi.zalo.events", "fate", fate.label());
  }
}
