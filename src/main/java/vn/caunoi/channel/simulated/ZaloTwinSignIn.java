package vn.caunoi.channel.simulated;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * OAuth v4 of one app: the page on which an administrator of an OA allows it, single-use codes with PKCE, and the rotating pair. The page asks
 * nobody and sends the browser back at once. Failures come with HTTP 200 and a shape of their own.
 */
public final class ZaloTwinSignIn {
  private static final Duration CODE_LIFE = Duration.ofMinutes(10);
  static final String ERROR_PAGE = "/v4/oa/permission/error";

  private record Code(String challenge, Instant until, ZaloTwinOa oa) {}

  /** What the next token request gets instead: an answer, or none at all. {@code rotates}: the pair is replaced although nobody learns. */
  private record Fault(@Nullable Map<String, Object> answer, boolean rotates) {}

  private final ZaloTwinOa oa;
  private final Clock clock;
  private final Map<String, Code> codes = new ConcurrentHashMap<>();
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private volatile ZaloTwinOa chosen;
  private volatile boolean allows = true;
  private volatile @Nullable String callback;
  private volatile @Nullable String challenge;

  ZaloTwinSignIn(ZaloTwinOa oa, Clock clock) {
    this.oa = oa;
    this.clock = clock;
    this.chosen = oa;
  }

  /** The person at the page says no. */
  public void denies() {
    allows = false;
  }

  /** The person picks another OA that they run. */
  public void allowsFor(ZaloTwinOa other) {
    chosen = other;
  }

  /** The only address that the app's console knows; until then any is taken. Another one gets -14003. */
  public void registers(String address) {
    callback = address;
  }

  /** One challenge for all sign-ins stands in the app's console. */
  public void fixesChallenge(String fixed) {
    challenge = fixed;
  }

  /** The administrator removes the app: the pair is worthless, and the app is told. */
  public void revokes() {
    oa.revokesTokens();
    oa.posts(Map.of("app_id", oa.appId(), "oa_id", oa.id(), "event_name", "permission_revoked",
        "timestamp", String.valueOf(clock.instant().toEpochMilli())));
  }

  /** The next token request is answered with this, HTTP 200, and changes nothing. */
  public void answersNext(Map<String, Object> body) {
    faults.add(new Fault(body, false));
  }

  /** The next token request never gets an answer, and changes nothing. */
  public void ignoresNext() {
    faults.add(new Fault(null, false));
  }

  /** The next token request never gets an answer, yet what it showed is spent. */
  public void actsNextInSilence() {
    faults.add(new Fault(null, true));
  }

  /** Where the browser goes from {@code /v4/oa/permission}. */
  String leaves(Map<String, List<String>> query) {
    var back = first(query, "redirect_uri");
    boolean known = callback == null ? !back.isEmpty() : callback.equals(back);
    if (!known || challenge != null && !challenge.equals(first(query, "code_challenge"))) {
      return error(-14003);
    }
    var state = "&state=" + encode(first(query, "state"));
    if (!allows) {
      return back + "?error=access_denied&error_reason=user_denied" + state;
    }
    var code = "CODE_" + ZaloTwinTokens.random();
    codes.put(code, new Code(first(query, "code_challenge"), clock.instant().plus(CODE_LIFE), chosen));
    return back + "?code=" + code + "&oa_id=" + chosen.id() + state;
  }

  static String error(int code) {
    return ERROR_PAGE + "?error_code=" + code;
  }

  /** {@code POST /v4/oa/access_token} with the right app id and secret. */
  ZaloTwinAnswer answers(Map<String, List<String>> form) {
    boolean asksForTheFirst = first(form, "grant_type").equals("authorization_code");
    if (!asksForTheFirst) {
      oa.tokens().countRefresh();
    }
    var fault = faults.poll();
    if (fault != null && fault.answer() != null) {
      return ZaloTwinAnswer.json(fault.answer());
    }
    if (fault != null && !fault.rotates()) {
      return ZaloTwinAnswer.silence();
    }
    var answer = asksForTheFirst
        ? exchange(first(form, "code"), first(form, "code_verifier"))
        : oa.tokens().refresh(first(form, "refresh_token"), oa.rules().accessTokenLife);
    return fault == null ? ZaloTwinAnswer.json(answer) : ZaloTwinAnswer.silence();
  }

  private Map<String, Object> exchange(String shown, String verifier) {
    var code = codes.remove(shown);
    if (code == null || !clock.instant().isBefore(code.until())) {
      return ZaloTwinTokens.refused(-118, "invalid_grant", "The code is used, expired or unknown.");
    }
    if (!code.challenge().isEmpty() && !code.challenge().equals(challengeOf(verifier))) {
      return ZaloTwinTokens.refused(-118, "invalid_grant", "code_verifier does not match.");
    }
    return code.oa().tokens().grant(code.oa().rules().accessTokenLife);
  }

  /** Written apart from the product's own on purpose: two readings of RFC 7636 must agree. */
  private static String challengeOf(String verifier) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest).replace('+', '-').replace('/', '_').replace("=", "");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static String first(Map<String, List<String>> form, String name) {
    return form.getOrDefault(name, List.of("")).getFirst();
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
