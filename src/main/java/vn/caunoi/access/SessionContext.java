package vn.caunoi.access;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import vn.caunoi.platform.CauNoiSettings;

/** Finds out who asks: by the cookie of the console, or by the bearer token of a script. */
@Component
public class SessionContext implements ServerSecurityContextRepository {
  static final String COOKIE = "caunoi_session";
  private static final String BEARER = "Bearer ";

  private final Sessions sessions;
  private final CauNoiSettings settings;

  SessionContext(Sessions sessions, CauNoiSettings settings) {
    this.sessions = sessions;
    this.settings = settings;
  }

  @Override
  public Mono<SecurityContext> load(ServerWebExchange exchange) {
    var bearer = bearer(exchange.getRequest());
    var token = bearer != null ? bearer : cookie(exchange.getRequest());
    if (token == null || token.length() > 100) {
      return Mono.empty();
    }
    return sessions.find(token)
        .filter(account -> (account.kind() == Session.Kind.CONSOLE) == (bearer == null))
        .map(account -> new SecurityContextImpl(new AccountAuthentication(account)));
  }

  /** Sessions are opened and ended by name, not by the way. */
  @Override
  public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
    return Mono.empty();
  }

  /** A bearer token never rides along by itself, so such a request needs no CSRF token. */
  static boolean hasBearer(ServerHttpRequest request) {
    return bearer(request) != null;
  }

  /** The cookie that keeps a person signed in to the console; it ends with the browser or the session, whichever is first. */
  public ResponseCookie cookie(Session.Opened session) {
    return base(session.token()).build();
  }

  public ResponseCookie noCookie() {
    return base("").maxAge(0).build();
  }

  private ResponseCookie.ResponseCookieBuilder base(String value) {
    return ResponseCookie.from(COOKIE, value).httpOnly(true).secure(settings.servesHttps()).sameSite("Lax").path("/");
  }

  private static @Nullable String bearer(ServerHttpRequest request) {
    var header = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    return header != null && header.startsWith(BEARER) ? header.substring(BEARER.length()).strip() : null;
  }

  private static @Nullable String cookie(ServerHttpRequest request) {
    var cookie = request.getCookies().getFirst(COOKIE);
    return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
  }
}
