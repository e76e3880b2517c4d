package vn.caunoi.access;

import static vn.caunoi.ward.Role.ADMIN;
import static vn.caunoi.ward.Role.COMMANDER;
import static vn.caunoi.ward.Role.DUTY;
import static vn.caunoi.ward.Role.OFFICER;
import static vn.caunoi.ward.Role.PROVINCE;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import vn.caunoi.platform.CauNoiSettings;
import vn.caunoi.platform.Forbidden;
import vn.caunoi.ward.Role;

/**
 * Who may open what. Three areas: webhooks, which stand outside every chain and check their own signatures; pages for residents, which need
 * no account; and the console with its REST twin, which need a session and the right role.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
public class SecurityConfiguration {
  private static final String CONTENT_POLICY = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
      + "form-action 'self'; frame-ancestors 'none'";

  /** Pages and files that need no account. Residents' forms carry no session, so there is nothing for a forged request to ride on. */
  @Bean
  @Order(1)
  SecurityWebFilterChain openToAll(ServerHttpSecurity http, CauNoiSettings settings) {
    return headers(http, settings)
        .securityMatcher(ServerWebExchangeMatchers.pathMatchers("/chat", "/chat/**", "/g/**", "/t", "/t/**", "/s/**", "/calendar/*.ics",
            "/webjars/**", "/css/**", "/js/**", "/img/**", "/favicon.ico", "/favicon.svg", "/actuator/health", "/actuator/health/**"))
        .authorizeExchange(exchange -> exchange.anyExchange().permitAll())
        .csrf(ServerHttpSecurity.CsrfSpec::disable)
        .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
        .build();
  }

  @Bean
  @Order(2)
  SecurityWebFilterChain console(ServerHttpSecurity http, SessionContext sessions, CauNoiSettings settings) {
    return headers(http, settings)
        .securityMatcher(new NegatedServerWebExchangeMatcher(ServerWebExchangeMatchers.pathMatchers("/webhooks/**")))
        .securityContextRepository(sessions)
        .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
        .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
        .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens(settings)).requireCsrfProtectionMatcher(SecurityConfiguration::needsCsrf)
            .accessDeniedHandler((exchange, denied) -> Mono.error(new Forbidden("Trang mở đã lâu nên hết hạn; chưa có gì được lưu. Xin tải lại trang rồi làm lại."))))
        .exceptionHandling(errors -> errors.authenticationEntryPoint(signInFirst())
            .accessDeniedHandler((exchange, denied) -> Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN))))
        .authorizeExchange(exchange -> exchange
            .pathMatchers("/login").permitAll()
            .pathMatchers(HttpMethod.POST, "/api/v1/sessions").permitAll()
            .pathMatchers("/v3/api-docs", "/v3/api-docs/**", "/error").permitAll()
            .pathMatchers("/actuator/prometheus").access((authentication, context) -> mayReadMetrics(authentication, context))
            .pathMatchers("/actuator/**").denyAll()
            .pathMatchers(HttpMethod.GET, "/settings/channels", "/settings/channels/rows", "/settings/channels/events", "/settings/channels/*/now")
                .hasAnyRole(names(ADMIN, COMMANDER))
            .pathMatchers("/settings/**", "/setup/**").hasAnyRole(names(ADMIN))
            .pathMatchers("/province/**").hasAnyRole(names(PROVINCE))
            .pathMatchers("/tips/**", "/api/v1/tips/**", "/conversations/**").hasAnyRole(names(OFFICER, DUTY, COMMANDER))
            .pathMatchers("/campaigns/**", "/api/v1/campaigns/**", "/calendar/**").hasAnyRole(names(OFFICER, DUTY, COMMANDER))
            .pathMatchers("/feedback/**", "/api/v1/feedback/**", "/reports/**", "/api/v1/reports/**").hasAnyRole(names(OFFICER, DUTY, COMMANDER))
            .pathMatchers("/scorecard/**", "/api/v1/scorecard/**").hasAnyRole(names(OFFICER, DUTY, COMMANDER))
            .pathMatchers("/groups/**", "/api/v1/groups/**").hasAnyRole(names(OFFICER, DUTY, COMMANDER, ADMIN))
            .pathMatchers("/training/**").hasAnyRole(names(OFFICER, COMMANDER, ADMIN))
            .anyExchange().authenticated())
        .addFilterAfter(new PasswordChangeFirst(), SecurityWebFiltersOrder.AUTHORIZATION)
        .build();
  }

  /** Silences Boot's generated user: people sign in through {@link Accounts}. */
  @Bean
  ReactiveAuthenticationManager noOtherSignIn() {
    return authentication -> Mono.empty();
  }

  private static ServerHttpSecurity headers(ServerHttpSecurity http, CauNoiSettings settings) {
    return http.headers(headers -> headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
        .permissionsPolicy(policy -> policy.policy("geolocation=(self), camera=(self), microphone=()")));
  }

  private static CookieServerCsrfTokenRepository csrfTokens(CauNoiSettings settings) {
    var tokens = new CookieServerCsrfTokenRepository();
    tokens.setHeaderName("X-CSRF-TOKEN");
    tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax").secure(settings.servesHttps()));
    return tokens;
  }

  private static Mono<MatchResult> needsCsrf(org.springframework.web.server.ServerWebExchange exchange) {
    var request = exchange.getRequest();
    boolean scripted = SessionContext.hasBearer(request)
        || HttpMethod.POST.equals(request.getMethod()) && request.getPath().value().equals("/api/v1/sessions");
    return scripted ? MatchResult.notMatch() : CsrfWebFilter.DEFAULT_CSRF_MATCHER.matches(exchange);
  }

  private static Mono<org.springframework.security.authorization.AuthorizationResult> mayReadMetrics(
      Mono<org.springframework.security.core.Authentication> authentication, AuthorizationContext context) {
    var peer = context.getExchange().getRequest().getRemoteAddress();
    boolean local = peer != null && peer.getAddress().isLoopbackAddress() && context.getExchange().getRequest().getHeaders().getFirst("X-Forwarded-For") == null;
    return local ? Mono.just(new AuthorizationDecision(true))
        : authentication.map(a -> a.getPrincipal() instanceof CurrentAccount account && account.kind() == Session.Kind.API)
            .defaultIfEmpty(false).map(AuthorizationDecision::new);
  }

  /** People are led to the sign-in page and back; scripts are told. */
  private static ServerAuthenticationEntryPoint signInFirst() {
    return (exchange, refused) -> {
      var request = exchange.getRequest();
      boolean page = HttpMethod.GET.equals(request.getMethod()) && !request.getPath().value().startsWith("/api/")
          && request.getHeaders().getAccept().stream().anyMatch(type -> type.isCompatibleWith(MediaType.TEXT_HTML));
      if (!page) {
        return Mono.error(new ResponseStatusException(HttpStatus.UNAUTHORIZED, "Cần đăng nhập."));
      }
      var next = request.getPath().value().equals("/") ? "" : "?next=" + URLEncoder.encode(request.getPath().value(), StandardCharsets.UTF_8);
      exchange.getResponse().setStatusCode(HttpStatus.SEE_OTHER);
      exchange.getResponse().getHeaders().setLocation(URI.create("/login" + next));
      return exchange.getResponse().setComplete();
    };
  }

  private static String[] names(Role... roles) {
    return Stream.of(roles).map(Role::name).toArray(String[]::new);
  }
}
