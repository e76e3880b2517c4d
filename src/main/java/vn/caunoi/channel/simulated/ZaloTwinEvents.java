package vn.caunoi.channel.simulated;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.json.JsonMapper;

/** Posts signed events to the webhook of one app: 200 within two seconds, else again by the ladder with {@code num_retry}, then no more. */
final class ZaloTwinEvents {
  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final int AT_ONCE = 4_096;

  private final ZaloTwinRules rules;
  private final String appId;
  private final String secret;
  private final HttpClient http;
  private final TwinJournal journal;
  private final Sinks.Many<Posting> postings = Sinks.many().unicast().onBackpressureBuffer();
  private volatile @Nullable URI webhook;
  private volatile boolean subscribed = true;

  private record Posting(String name, byte[] body, String timestamp, Duration after) {}

  ZaloTwinEvents(ZaloTwinRules rules, String appId, String secret, HttpClient http, TwinJournal journal) {
    this.rules = rules;
    this.appId = appId;
    this.secret = secret;
    this.http = http;
    this.journal = journal;
  }

  void to(URI address) {
    webhook = address;
    subscribed = true;
  }

  /** False after an event could not be delivered by the whole ladder; a person must switch it on again. */
  boolean subscribed() {
    return subscribed;
  }

  void post(Map<String, Object> event, Duration wait) {
    if (webhook == null || !subscribed) {
      return;
    }
    var body = JsonMapper.shared().writeValueAsBytes(event);
    var posting = new Posting(String.valueOf(event.get("event_name")), body, String.valueOf(event.get("timestamp")), wait);
    int copies = rules.duplicates ? 2 : 1;
    for (int copy = 0; copy < copies; copy++) {
      postings.emitNext(posting, Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
    }
  }

  /** Posts whatever comes, until the twin stops. */
  Flux<Void> work() {
    return postings.asFlux().publishOn(Schedulers.parallel()).flatMap(this::deliver, AT_ONCE);
  }

  private Mono<Void> deliver(Posting posting) {
    var shuffle = rules.shuffle.isZero() ? 0 : ThreadLocalRandom.current().nextLong(rules.shuffle.toMillis());
    var wait = posting.after().plusMillis(shuffle);
    var first = attempt(posting, 0);
    return wait.isZero() ? first : Mono.delay(wait).then(first);
  }

  private Mono<Void> attempt(Posting posting, int retries) {
    return Mono.defer(() -> send(posting, retries)).flatMap(status -> {
      journal.event(posting.name() + (retries == 0 ? "" : " (num_retry " + retries + ")"), status == 0 ? "no answer" : "HTTP " + status);
      if (status == 200) {
        return Mono.empty();
      }
      if (retries >= rules.ladder.size()) {
        subscribed = false;
        return Mono.empty();
      }
      return Mono.delay(rules.ladder.get(retries)).then(attempt(posting, retries + 1));
    });
  }

  private Mono<Integer> send(Posting posting, int retries) {
    return http.headers(headers -> {
      headers.set("Content-Type", "application/json");
      headers.set("X-ZEvent-Signature", "mac=" + mac(posting));
      if (retries > 0) {
        headers.set("num_retry", retries);
      }
    }).post().uri(webhook).send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(posting.body())))
        .responseSingle((response, body) -> body.then(Mono.just(response.status().code())))
        .timeout(DEADLINE)
        .onErrorResume(failure -> Mono.just(0));
  }

  /** Written apart from the product's own check on purpose: two readings of the same document must agree. */
  private String mac(Posting posting) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      sha.update(appId.getBytes(UTF_8));
      sha.update(posting.body());
      sha.update((posting.timestamp() + secret).getBytes(UTF_8));
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
