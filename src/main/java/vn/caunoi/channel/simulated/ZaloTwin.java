package vn.caunoi.channel.simulated;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.multipart.FileUpload;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.SimulatedNetwork;

/**
 * Zalo in miniature, over loopback HTTP: OAuth with a rotating pair, both message endpoints, uploads, signed events with retries. It keeps
 * Zalo's rules and can be told to misbehave. Residents exist in memory only. {@link #newOa} makes independent OAs, each with an app of its own.
 */
public final class ZaloTwin implements SimulatedNetwork, SmartLifecycle {
  private static final int MAX_BODY = 4 * 1024 * 1024;

  private final Clock clock;
  private final int port;
  private final HttpClient http = HttpClient.create().disableRetry(true);
  private final List<ZaloTwinOa> oas = new CopyOnWriteArrayList<>();
  private final Disposable.Composite work = Disposables.composite();
  private final ZaloTwinOa first;
  private volatile @Nullable DisposableServer server;

  /** {@code port} 0 takes a free one. */
  public ZaloTwin(Clock clock, int port) {
    this.clock = clock;
    this.port = port;
    this.first = newOa();
  }

  /** Another OA, unknown to all others. */
  public ZaloTwinOa newOa() {
    var oa = new ZaloTwinOa(this, number(), number(), clock, http);
    oas.add(oa);
    if (server != null) {
      work.add(oa.work().subscribe());
    }
    return oa;
  }

  /** The OA of the demo ward. */
  public ZaloTwinOa firstOa() {
    return first;
  }

  @Override
  public Channel channel() {
    return Channel.ZALO;
  }

  @Override
  public URI address() {
    var running = server;
    if (running == null) {
      throw new IllegalStateException("the Zalo twin is not running");
    }
    return URI.create("http://127.0.0.1:" + running.port());
  }

  @Override
  public Map<String, String> credentials() {
    return first.credentials();
  }

  @Override
  public Map<String, String> signUp(URI webhook) {
    var oa = newOa();
    oa.postsTo(webhook);
    return oa.credentials();
  }

  @Override
  public synchronized void start() {
    if (server == null) {
      server = HttpServer.create().host("127.0.0.1").port(port).handle(this::handle).bindNow();
      oas.forEach(oa -> work.add(oa.work().subscribe()));
    }
  }

  @Override
  public synchronized void stop() {
    if (server != null) {
      work.dispose();
      server.disposeNow();
      server = null;
    }
  }

  @Override
  public boolean isRunning() {
    return server != null;
  }

  /** Before anything that sends. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }

  private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
    var query = new QueryStringDecoder(request.uri());
    var path = query.path();
    if (path.startsWith("/photos/")) {
      return photo(path.split("/"), response);
    }
    if (path.equals("/v4/oa/permission")) {
      return response.status(302).header(HttpHeaderNames.LOCATION, permission(query.parameters())).send();
    }
    if (path.equals(ZaloTwinSignIn.ERROR_PAGE)) {
      return write(response, ZaloTwinAnswer.page(200, "<html>Zalo, error_code="
          + ZaloTwinSignIn.first(query.parameters(), "error_code").replaceAll("[^0-9-]", "") + "</html>"));
    }
    if (path.equals("/v4/oa/access_token")) {
      return body(request).flatMap(body -> write(response, tokens(request.requestHeaders().get("secret_key"), body)));
    }
    var token = request.requestHeaders().get("access_token");
    var oa = oas.stream().filter(candidate -> candidate.owns(token)).findFirst().orElse(null);
    if (oa == null || token == null) {
      return body(request).flatMap(body -> write(response, ZaloTwinAnswer.error(-216, "Access token is invalid")));
    }
    oa.record(request.method().name(), path);
    var answer = path.equals("/v2.0/oa/upload/image")
        ? upload(oa, token, request)
        : body(request).map(body -> oa.answer(path, query.parameters(), token, body));
    var delay = oa.rules().answerDelay;
    return (delay.isZero() ? answer : answer.delayElement(delay)).doOnNext(ready -> oa.journal().call(path, ready.result()))
        .flatMap(ready -> write(response, ready));
  }

  private Mono<byte[]> body(HttpServerRequest request) {
    return request.receive().aggregate().asByteArray().defaultIfEmpty(new byte[0]);
  }

  private String permission(Map<String, List<String>> query) {
    return oas.stream().filter(oa -> oa.appId().equals(ZaloTwinSignIn.first(query, "app_id"))).findFirst()
        .map(oa -> oa.signIn().leaves(query)).orElse(ZaloTwinSignIn.error(-14002));
  }

  private ZaloTwinAnswer tokens(@Nullable String secret, byte[] body) {
    var form = new QueryStringDecoder(new String(body, StandardCharsets.UTF_8), false).parameters();
    var app = oas.stream().filter(oa -> oa.refreshesWith(ZaloTwinSignIn.first(form, "app_id"), secret)).findFirst().orElse(null);
    if (app == null) {
      return ZaloTwinAnswer.json(ZaloTwinTokens.refused(-14002, "Invalid app", "Unknown app id or wrong secret key."));
    }
    var answer = app.signIn().answers(form);
    app.journal().call("/v4/oa/access_token", answer.result());
    return answer;
  }

  private Mono<ZaloTwinAnswer> upload(ZaloTwinOa oa, String token, HttpServerRequest request) {
    return request.receiveForm(form -> form.maxInMemorySize(MAX_BODY)).filter(FileUpload.class::isInstance).cast(FileUpload.class).next()
        .map(file -> {
          try {
            return oa.upload(token, file.getFilename(), file.get());
          } catch (IOException e) {
            return ZaloTwinAnswer.error(-210, "file unreadable");
          }
        })
        .defaultIfEmpty(ZaloTwinAnswer.error(-201, "file is missing"));
  }

  private Mono<Void> photo(String[] parts, HttpServerResponse response) {
    var picture = parts.length != 4 ? null : oas.stream().filter(oa -> oa.id().equals(parts[2])).findFirst()
        .map(oa -> oa.picture(parts[3].replace(".jpg", ""))).orElse(null);
    return picture == null
        ? response.status(404).send().then()
        : response.header(HttpHeaderNames.CONTENT_TYPE, "image/jpeg").sendByteArray(Mono.just(picture)).then();
  }

  private Mono<Void> write(HttpServerResponse response, ZaloTwinAnswer answer) {
    switch (answer.ending()) {
      case CUT -> {
        return cut(response);
      }
      case SILENT -> {
        return Mono.never();
      }
      case ANSWERED -> { }
    }
    if (answer.limit() > 0) {
      response.header("X-RateLimit-Limit", String.valueOf(answer.limit())).header("X-RateLimit-Remain", String.valueOf(answer.remain()));
    }
    return response.status(answer.status()).header(HttpHeaderNames.CONTENT_TYPE, answer.type())
        .header(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(answer.body().length))
        .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(answer.body()))).then();
  }

  private static Mono<Void> cut(HttpServerResponse response) {
    response.withConnection(connection -> connection.channel().close());
    return Mono.never();
  }

  /** Longer than 2^53, as real ids are. */
  private static String number() {
    return String.valueOf(ThreadLocalRandom.current().nextLong(2_000_000_000_000_000_000L, 9_000_000_000_000_000_000L));
  }
}
