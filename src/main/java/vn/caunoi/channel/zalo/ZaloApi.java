package vn.caunoi.channel.zalo;

import io.netty.channel.ChannelOption;
import io.netty.handler.timeout.ReadTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The HTTP side of Zalo's open API. The token goes into the header {@code access_token}, never into the address, so no log or error shows
 * it. Answers are decoded from bytes because some come as {@code text/json} or HTML. The client must not repeat a POST on a fresh connection
 * (reactor-netty's habit after a cut): there is no idempotency key, the resident would read the message twice.
 */
final class ZaloApi {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration RESPONSE = Duration.ofSeconds(10);
  private static final Duration LAST_RESORT = Duration.ofSeconds(20);

  private final WebClient client;
  private final JsonMapper json;
  private final ZaloHosts hosts;

  ZaloApi(JsonMapper json, ZaloHosts hosts) {
    this(json, hosts, CONNECT, RESPONSE);
  }

  ZaloApi(JsonMapper json, ZaloHosts hosts, Duration connect, Duration response) {
    this.json = json;
    this.hosts = hosts;
    this.client = WebClient.builder().clientConnector(new ReactorClientHttpConnector(http(connect, response))).build();
  }

  static HttpClient http(Duration connect, Duration response) {
    var connections = ConnectionProvider.builder("zalo").maxConnections(64)
        .pendingAcquireMaxCount(2_000).pendingAcquireTimeout(Duration.ofSeconds(5))
        .maxIdleTime(Duration.ofSeconds(15)).evictInBackground(Duration.ofSeconds(30))
        .build();
    return HttpClient.create(connections).disableRetry(true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) connect.toMillis()).responseTimeout(response);
  }

  Mono<ZaloAnswer> get(boolean simulated, String path, String token) {
    return ask(client.get().uri(address(simulated, path)), token);
  }

  Mono<ZaloAnswer> post(boolean simulated, String path, String token, Object body) {
    return ask(client.post().uri(address(simulated, path)).contentType(MediaType.APPLICATION_JSON)
        .bodyValue(json.writeValueAsBytes(body)), token);
  }

  /** Of the business host, which is another one with the same token. */
  Mono<ZaloAnswer> getBusiness(boolean simulated, String path, String token) {
    return ask(client.get().uri(URI.create(hosts.business(simulated) + path)), token);
  }

  Mono<ZaloAnswer> postBusiness(boolean simulated, String path, String token, Object body) {
    return ask(client.post().uri(URI.create(hosts.business(simulated) + path)).contentType(MediaType.APPLICATION_JSON)
        .bodyValue(json.writeValueAsBytes(body)), token);
  }

  /** The name must end in a real extension, or Zalo answers with empty {@code data}. */
  Mono<ZaloAnswer> upload(boolean simulated, String path, String token, String name, MediaType type, byte[] bytes) {
    var form = new MultipartBodyBuilder();
    form.part("file", bytes, type).filename(name);
    return ask(client.post().uri(address(simulated, path)).body(BodyInserters.fromMultipartData(form.build())), token);
  }

  private URI address(boolean simulated, String path) {
    return URI.create(hosts.api(simulated) + path);
  }

  private Mono<ZaloAnswer> ask(RequestHeadersSpec<?> request, String token) {
    return request.header("access_token", token)
        .exchangeToMono(this::read)
        .timeout(LAST_RESORT)
        .onErrorResume(failure -> Mono.just(classify(failure)));
  }

  private Mono<ZaloAnswer> read(ClientResponse response) {
    int status = response.statusCode().value();
    return response.bodyToMono(byte[].class).map(body -> envelope(status, body, limit(response.headers().asHttpHeaders()))).defaultIfEmpty(new ZaloAnswer.Unreadable(status));
  }

  private ZaloAnswer envelope(int status, byte[] body, ZaloAnswer.@Nullable Limit limit) {
    try {
      var root = json.readTree(body);
      var error = errorOf(root);
      return error == null ? new ZaloAnswer.Unreadable(status) : new ZaloAnswer.Said(error, root.path("data"), limit);
    } catch (JacksonException e) {
      return new ZaloAnswer.Unreadable(status);
    }
  }

  private static ZaloAnswer.@Nullable Limit limit(HttpHeaders headers) {
    try {
      int perMinute = Integer.parseInt(String.valueOf(headers.getFirst("X-RateLimit-Limit")));
      int remaining = Integer.parseInt(String.valueOf(headers.getFirst("X-RateLimit-Remain")));
      return perMinute < 1 ? null : new ZaloAnswer.Limit(perMinute, Math.max(0, remaining));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** A number, or its text. */
  private static @Nullable Integer errorOf(JsonNode root) {
    try {
      return Integer.valueOf(ZaloEvents.text(root, "error"));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  static ZaloAnswer classify(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case ConnectException e -> {
          return new ZaloAnswer.NeverLeft("no connection");
        }
        case UnknownHostException e -> {
          return new ZaloAnswer.NeverLeft("host name not resolved");
        }
        case NoRouteToHostException e -> {
          return new ZaloAnswer.NeverLeft("no route");
        }
        case SSLHandshakeException e -> {
          return new ZaloAnswer.NeverLeft("TLS refused");
        }
        case ReadTimeoutException e -> {
          return new ZaloAnswer.Lost("no answer in time");
        }
        case TimeoutException e -> {
          boolean waitedForAConnection = e.getClass().getSimpleName().startsWith("PoolAcquire");
          return waitedForAConnection ? new ZaloAnswer.NeverLeft("all connections busy") : new ZaloAnswer.Lost("no answer in time");
        }
        default -> { }
      }
    }
    return new ZaloAnswer.Lost("connection cut");
  }
}
