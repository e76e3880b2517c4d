package vn.caunoi.channel.telegram;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLHandshakeException;
import com.fasterxml.jackson.databind.JsonNode;
import io.netty.channel.ChannelOption;
import io.netty.handler.timeout.ReadTimeoutException;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.PrematureCloseException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;
import reactor.netty.resources.ConnectionProvider;

/**
 * Our transport. A call is made once: Netty repeats only what it surely has not begun to write. Every way a call can end is a value.
 *
 * <p>The token is part of the address, so addresses must not be seen: WebClient works with one without the token (its errors, check points
 * and debug log name the address), the connector puts the token in, and Netty's own loggers are kept from printing requests.
 */
class TelegramApi {
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(10);
  /** A photo of 10 MB over a slow line takes its time before the answer can begin. */
  private static final Duration WHOLE_CALL = Duration.ofSeconds(60);
  private static final int MOST_BYTES = 21 * 1024 * 1024;
  private static final URI SHOWN = URI.create("http://telegram/bot");
  /** What the real server answers to a token of the wrong shape. */
  private static final TelegramAnswer NO_TOKEN = new TelegramAnswer.Refused(404, "Not Found", null, null);
  private static final ExchangeStrategies STRATEGIES = ExchangeStrategies.builder()
      .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MOST_BYTES)).build();

  private final HttpClient calls;
  private final HttpClient polls;

  TelegramApi() {
    this(RESPONSE_TIMEOUT);
  }

  TelegramApi(Duration responseTimeout) {
    LoggingSystem.get(TelegramApi.class.getClassLoader()).setLogLevel("reactor.netty", LogLevel.INFO);
    calls = client("telegram", 64, responseTimeout);
    polls = client("telegram-polls", 500, responseTimeout);
  }

  private static HttpClient client(String name, int connections, Duration responseTimeout) {
    var pool = ConnectionProvider.builder(name).maxConnections(connections).pendingAcquireMaxCount(2_000)
        .pendingAcquireTimeout(Duration.ofSeconds(5)).maxIdleTime(Duration.ofSeconds(30)).build();
    return HttpClient.create(pool).proxyWithSystemProperties()
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis())
        .responseTimeout(responseTimeout);
  }

  /** One method object of the library, as JSON. */
  Mono<TelegramAnswer> call(TelegramBot bot, PartialBotApiMethod<?> method) {
    return call(bot, method.getMethod(), method);
  }

  Mono<TelegramAnswer> call(TelegramBot bot, String method, Object body) {
    return json(calls, bot, method, body);
  }

  /** A call that Telegram answers only when there is something to say, {@code wait} at the latest. */
  Mono<TelegramAnswer> poll(TelegramBot bot, Duration wait, String method, Object body) {
    return json(polls.responseTimeout(wait.plus(RESPONSE_TIMEOUT)), bot, method, body);
  }

  Mono<TelegramAnswer> upload(TelegramBot bot, String method, Consumer<MultipartBodyBuilder> parts) {
    if (!bot.credentials().isComplete()) {
      return Mono.just(NO_TOKEN);
    }
    var form = new MultipartBodyBuilder();
    parts.accept(form);
    return exchange(calls, bot.method(method), MediaType.MULTIPART_FORM_DATA, BodyInserters.fromMultipartData(form.build()));
  }

  /** A file that getFile named: the library's own download ignores the configured address. */
  Mono<byte[]> download(TelegramBot bot, String path) {
    return web(calls, bot.file(path)).get().uri(SHOWN)
        .exchangeToMono(response -> response.statusCode().is2xxSuccessful()
            ? response.bodyToMono(byte[].class)
            : response.releaseBody().then(Mono.empty()))
        .timeout(WHOLE_CALL)
        .onErrorResume(e -> Mono.empty());
  }

  private Mono<TelegramAnswer> json(HttpClient client, TelegramBot bot, String method, Object body) {
    return Mono.defer(() -> bot.credentials().isComplete()
        ? exchange(client, bot.method(method), MediaType.APPLICATION_JSON, BodyInserters.fromValue(TelegramJson.write(body)))
        : Mono.just(NO_TOKEN));
  }

  private static Mono<TelegramAnswer> exchange(HttpClient client, URI address, MediaType type,
      BodyInserter<?, ? super ClientHttpRequest> body) {
    return web(client, address).post().uri(SHOWN).contentType(type).body(body)
        .exchangeToMono(TelegramApi::answer)
        .timeout(WHOLE_CALL)
        .onErrorResume(e -> Mono.just(failure(e)));
  }

  private static WebClient web(HttpClient client, URI address) {
    return WebClient.builder().exchangeStrategies(STRATEGIES)
        .clientConnector(new HiddenAddress(new ReactorClientHttpConnector(client), address)).build();
  }

  private static Mono<TelegramAnswer> answer(ClientResponse response) {
    int status = response.statusCode().value();
    return response.bodyToMono(byte[].class).map(body -> answer(status, body))
        .defaultIfEmpty(new TelegramAnswer.Unreadable(status));
  }

  /** {@code {"ok":false,"error_code":429,"description":"Too Many Requests: retry after 7","parameters":{"retry_after":7}}}. */
  private static TelegramAnswer answer(int status, byte[] body) {
    JsonNode json;
    try {
      json = TelegramJson.MAPPER.readTree(body);
    } catch (IOException e) {
      return new TelegramAnswer.Unreadable(status);
    }
    if (json == null || !json.path("ok").isBoolean()) {
      return new TelegramAnswer.Unreadable(status);
    }
    if (json.path("ok").asBoolean()) {
      return new TelegramAnswer.Done(json.path("result"));
    }
    var parameters = json.path("parameters");
    return new TelegramAnswer.Refused(json.path("error_code").asInt(status), json.path("description").asText(""),
        parameters.has("retry_after") ? parameters.get("retry_after").asLong() : null,
        parameters.has("migrate_to_chat_id") ? parameters.get("migrate_to_chat_id").asLong() : null);
  }

  private static TelegramAnswer failure(Throwable error) {
    var cause = error instanceof WebClientRequestException && error.getCause() != null ? error.getCause() : error;
    return switch (cause) {
      case ConnectException e -> new TelegramAnswer.NotSent("no connection");
      case UnknownHostException e -> new TelegramAnswer.NotSent("name not resolved");
      case SSLHandshakeException e -> new TelegramAnswer.NotSent("no secure connection");
      case PoolAcquireTimeoutException e -> new TelegramAnswer.NotSent("no free connection");
      case PoolAcquirePendingLimitException e -> new TelegramAnswer.NotSent("no free connection");
      case ReadTimeoutException e -> new TelegramAnswer.Lost("no answer in time");
      case TimeoutException e -> new TelegramAnswer.Lost("no answer in time");
      case PrematureCloseException e -> new TelegramAnswer.Lost("connection cut");
      case IOException e -> new TelegramAnswer.Lost("connection cut");
      default -> new TelegramAnswer.Lost("no readable answer");
    };
  }

  private record HiddenAddress(ClientHttpConnector connector, URI address) implements ClientHttpConnector {
    @Override
    public Mono<ClientHttpResponse> connect(HttpMethod method, URI shown,
        Function<? super ClientHttpRequest, Mono<Void>> request) {
      return connector.connect(method, address, request);
    }

    @Override
    public String toString() {
      return "HiddenAddress";
    }
  }
}
