package vn.caunoi.access;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Whoever still has a password that somebody else knows gets no further than the page where it is changed. */
final class PasswordChangeFirst implements WebFilter {

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var path = exchange.getRequest().getPath().value();
    if (path.equals("/password") || path.equals("/logout") || path.equals("/login")) {
      return chain.filter(exchange);
    }
    return ReactiveSecurityContextHolder.getContext()
        .map(context -> context.getAuthentication() != null
            && context.getAuthentication().getPrincipal() instanceof CurrentAccount account && account.mustChangePassword())
        .defaultIfEmpty(false)
        .flatMap(must -> must ? refuse(exchange, path) : chain.filter(exchange));
  }

  private static Mono<Void> refuse(ServerWebExchange exchange, String path) {
    if (path.startsWith("/api/")) {
      return Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN, "Hãy đổi mật khẩu trên trang quản lý trước."));
    }
    exchange.getResponse().setStatusCode(HttpStatus.SEE_OTHER);
    exchange.getResponse().getHeaders().setLocation(URI.create("/password"));
    return exchange.getResponse().setComplete();
  }
}
