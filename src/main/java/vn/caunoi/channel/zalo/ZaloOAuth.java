package vn.caunoi.channel.zalo;

import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Exchanges a refresh token for a new pair: <pre>{"access_token":"AT_x1…","refresh_token":"RT_x2…","expires_in":"90000"}</pre>
 * Failures have another shape ({@code error_name}, {@code error_description}), often HTTP 200 and sometimes no {@code error} at all, so
 * success is both tokens being there and nothing else.
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

  /** The refresh token is spent, revoked or expired: only a person can help. */
  record Denied(String code) implements Reply {}

  /** Zalo could not be asked; the pair may or may not have rotated. */
  record Unavailable(String reason) implements Reply {}

  private final WebClient client =
      WebClient.builder().clientConnector(new ReactorClientHttpConnector(ZaloApi.http(Duration.ofSeconds(3), TIMEOUT))).build();
  private final JsonMapper json;
  private final ZaloHosts hosts;

  ZaloOAuth(JsonMapper json, ZaloHosts hosts) {
    this.json = json;
    this.hosts = hosts;
  }

  Mono<Reply> refresh(boolean simulated, String appId, String appSecret, String refreshToken) {
    return client.post().uri(hosts.oauth(simulated) + "/v4/oa/access_token")
        .header("secret_key", appSecret)
        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .body(BodyInserters.fromFormData("refresh_token", refreshToken).with("app_id", appId).with("grant_type", "refresh_token"))
        .exchangeToMono(response -> response.bodyToMono(byte[].class).defaultIfEmpty(new byte[0])
            .map(body -> read(response.statusCode().value(), body)))
        .timeout(TIMEOUT)
        .onErrorResume(failure -> Mono.just(new Unavailable(
            ZaloApi.classify(failure) instanceof ZaloAnswer.NeverLeft never ? never.reason() : "no answer in time")));
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
        log.warn("zalo refused a refresh code={} name={} status={}", code, ZaloEvents.text(root, "error_name"), status);
        return new Denied(code.isEmpty() ? "none" : code.toLowerCase(Locale.ROOT));
      }
    } catch (JacksonException e) {
      log.warn("zalo answered a refresh with something unreadable status={}", status);
    }
    return new Unavailable("HTTP " + status);
  }

  /** A text in real answers. */
  private static Duration life(String expiresIn) {
    try {
      return Duration.ofSeconds(Long.parseLong(expiresIn));
    } catch (NumberFormatException e) {
      return USUAL_LIFE;
    }
  }
}
