package vn.caunoi.channel.zalo;

import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.BodyInserters.FormInserter;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Exchanges a code or a refresh token for a new pair: <pre>{"access_token":"AT_x1…","refresh_token":"RT_x2…","expires_in":"90000"}</pre>
 * The app's secret goes into a header, never into the body. Failures have another shape ({@code error_name}, {@code error_description}),
 * often HTTP 200 and sometimes no {@code error} at all, so success is both tokens being there and nothing else.
 */
final class ZaloOAuth {
  /** The row lock of {@link ZaloTokens} lives longer than this. */
  static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration USUAL_LIFE = Duration.ofHours(25);
  private static final Logger log = LoggerFactory.getLogger(ZaloOAuth.class);

  sealed interface Reply {}

  record Granted(String accessToken, String refreshToken, Duration life) implements Reply {
    @Override
    public String toString() {
      return "Granted[" + life + "]";
    }
  }

  /** What was shown is spent, revoked, expired or of another app: only a person can help. */
  record Denied(String code) implements Reply {}

  /** Zalo gave no answer to read. When it was {@code asked}, what was shown may be spent all the same. */
  record Unavailable(String reason, boolean asked) implements Reply {}

  private final WebClient client;
  private final JsonMapper json;
  private final ZaloHosts hosts;
  private final Duration timeout;

  ZaloOAuth(JsonMapper json, ZaloHosts hosts) {
    this(json, hosts, TIMEOUT);
  }

  ZaloOAuth(JsonMapper json, ZaloHosts hosts, Duration timeout) {
    this.json = json;
    this.hosts = hosts;
    this.timeout = timeout;
    this.client = WebClient.builder().clientConnector(new ReactorClientHttpConnector(ZaloApi.http(Duration.ofSeconds(3), timeout))).build();
  }

  Mono<Reply> refresh(boolean simulated, String appId, String appSecret, String refreshToken) {
    return ask(simulated, appSecret,
        BodyInserters.fromFormData("refresh_token", refreshToken).with("app_id", appId).with("grant_type", "refresh_token"));
  }

  /** {@code code} came with the browser, {@code verifier} is what its challenge was made from. */
  Mono<Reply> exchange(boolean simulated, String appId, String appSecret, String code, String verifier) {
    return ask(simulated, appSecret, BodyInserters.fromFormData("code", code).with("app_id", appId)
        .with("grant_type", "authorization_code").with("code_verifier", verifier));
  }

  private Mono<Reply> ask(boolean simulated, String appSecret, FormInserter<String> form) {
    return client.post().uri(hosts.oauth(simulated) + "/v4/oa/access_token")
        .header("secret_key", appSecret)
        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .body(form)
        .exchangeToMono(response -> response.bodyToMono(byte[].class).defaultIfEmpty(new byte[0])
            .map(body -> read(response.statusCode().value(), body)))
        .timeout(timeout)
        .onErrorResume(failure -> Mono.just(ZaloApi.classify(failure) instanceof ZaloAnswer.NeverLeft never
            ? new Unavailable(never.reason(), false) : new Unavailable("no answer in time", true)));
  }

  private Reply read(int status, byte[] body) {
    try {
      var root = json.readTree(body);
      var access = ZaloEvents.text(root, "access_token");
      var refresh = ZaloEvents.text(root, "refresh_token");
      if (!access.isBlank() && !refresh.isBlank()) {
        return new Granted(access, refresh, life(ZaloEvents.text(root, "expires_in")));
      }
      if (status < 500 && root.isObject()) {
        var code = ZaloEvents.text(root, "error");
        log.warn("zalo gave no tokens code={} name={} status={}", code, ZaloEvents.text(root, "error_name"), status);
        return new Denied(code.isEmpty() ? "none" : code.toLowerCase(Locale.ROOT));
      }
    } catch (JacksonException e) {
      log.warn("zalo answered a token request with something unreadable status={}", status);
    }
    return new Unavailable("HTTP " + status, true);
  }

  /** A text in real answers; a number is taken as well. */
  private static Duration life(String expiresIn) {
    try {
      var life = Duration.ofSeconds(Long.parseLong(expiresIn));
      return life.isPositive() ? life : USUAL_LIFE;
    } catch (NumberFormatException e) {
      return USUAL_LIFE;
    }
  }
}
