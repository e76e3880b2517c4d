package vn.caunoi.channel.webchat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAddress;

/**
 * What a browser is known by: 256 random bits in a cookie that pages' scripts cannot read, one per ward. We keep only what can be computed
 * from it: its hash is the address's external id, so nobody can pose as a visitor with what our database holds.
 */
record VisitorKey(String value) {
  private static final String COOKIE = "chat";
  private static final Duration KEPT = Duration.ofDays(400);         // the longest that browsers allow
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final SecureRandom RANDOM = new SecureRandom();

  static VisitorKey create() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new VisitorKey(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  static Optional<VisitorKey> of(ServerHttpRequest request) {
    return Optional.ofNullable(request.getCookies().getFirst(COOKIE))
        .filter(cookie -> SHAPE.matcher(cookie.getValue()).matches())
        .map(cookie -> new VisitorKey(cookie.getValue()));
  }

  ChannelAddress address(Room room) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
      return new ChannelAddress(Channel.WEB, room.account().id(), Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  ResponseCookie cookie(Room room, boolean secure) {
    return cookie(room, value, KEPT, secure);
  }

  static ResponseCookie noCookie(Room room, boolean secure) {
    return cookie(room, "", Duration.ZERO, secure);
  }

  private static ResponseCookie cookie(Room room, String value, Duration age, boolean secure) {
    return ResponseCookie.from(COOKIE, value).path(room.path()).httpOnly(true).sameSite("Lax").secure(secure).maxAge(age).build();
  }

  @Override
  public String toString() {
    return "VisitorKey[]";
  }
}
