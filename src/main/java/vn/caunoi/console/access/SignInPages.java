package vn.caunoi.console.access;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import vn.caunoi.access.Accounts;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.access.Session;
import vn.caunoi.access.SessionContext;
import vn.caunoi.access.Sessions;
import vn.caunoi.access.SignInOutcome;
import vn.caunoi.platform.CauNoiSettings;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.ward.Role;

@Controller
class SignInPages {
  private final Accounts accounts;
  private final Sessions sessions;
  private final SessionContext cookies;
  private final CauNoiSettings settings;

  SignInPages(Accounts accounts, Sessions sessions, SessionContext cookies, CauNoiSettings settings) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.cookies = cookies;
    this.settings = settings;
  }

  record SignInForm(@Nullable String username, @Nullable String password, @Nullable String next) {}

  record PasswordForm(@Nullable String current, @Nullable String wanted, @Nullable String again) {}

  @GetMapping("/login")
  Rendering form(@RequestParam(required = false) @Nullable String next, @AuthenticationPrincipal @Nullable CurrentAccount me) {
    return me != null ? Rendering.redirectTo("/").build() : page(next, null, null).build();
  }

  @PostMapping("/login")
  Mono<Rendering> signIn(@ModelAttribute SignInForm form, ServerWebExchange exchange) {
    var username = form.username() == null ? "" : form.username().strip();
    return accounts.signIn(username, form.password() == null ? "" : form.password(), Session.Kind.CONSOLE).map(outcome -> switch (outcome) {
      case SignInOutcome.SignedIn in -> {
        exchange.getResponse().addCookie(cookies.cookie(in.session()));
        yield Rendering.redirectTo(home(in.officer().role(), form.next())).status(HttpStatus.SEE_OTHER).build();
      }
      case SignInOutcome.Wrong wrong ->
          page(form.next(), username, "Tên đăng nhập hoặc mật khẩu không đúng.").status(HttpStatus.UNAUTHORIZED).build();
      case SignInOutcome.SlowDown slow ->
          page(form.next(), username, "Sai nhiều lần liên tiếp. Xin chờ %d giây rồi thử lại.".formatted(slow.remaining().toSeconds() + 1))
              .status(HttpStatus.TOO_MANY_REQUESTS).build();
    });
  }

  @PostMapping("/logout")
  Mono<Rendering> signOut(@AuthenticationPrincipal CurrentAccount me, ServerWebExchange exchange) {
    exchange.getResponse().addCookie(cookies.noCookie());
    return sessions.end(me.officer().id(), me.sessionId()).thenReturn(Rendering.redirectTo("/login").status(HttpStatus.SEE_OTHER).build());
  }

  @GetMapping("/password")
  Rendering password(@AuthenticationPrincipal CurrentAccount me) {
    return passwordPage(me, null).build();
  }

  /** The change ends every session of this person, so the page opens a new one. */
  @PostMapping("/password")
  Mono<Rendering> change(@AuthenticationPrincipal CurrentAccount me, @ModelAttribute PasswordForm form, ServerWebExchange exchange) {
    var wanted = form.wanted() == null ? "" : form.wanted();
    if (!wanted.equals(form.again())) {
      return Mono.just(passwordPage(me, "Hai lần nhập mật khẩu mới chưa giống nhau.").status(HttpStatus.BAD_REQUEST).build());
    }
    return Mono.defer(() -> accounts.changePassword(me.officer(), form.current() == null ? "" : form.current(), wanted))
        .then(Mono.defer(() -> sessions.open(me.officer().id(), Session.Kind.CONSOLE, null)))
        .map(opened -> {
          exchange.getResponse().addCookie(cookies.cookie(opened));
          return Rendering.redirectTo(home(me.role(), null)).status(HttpStatus.SEE_OTHER).<Rendering>build();
        })
        .onErrorResume(InvalidInput.class, e -> Mono.just(passwordPage(me, e.getMessage()).status(HttpStatus.BAD_REQUEST).build()));
  }

  private Rendering.Builder<?> page(@Nullable String next, @Nullable String username, @Nullable String error) {
    return Rendering.view("access/login").modelAttribute("next", safe(next)).modelAttribute("username", username == null ? "" : username)
        .modelAttribute("error", error == null ? "" : error)
        .modelAttribute("demoUsers", settings.demo() && !settings.reachableFromOutside());
  }

  private static Rendering.Builder<?> passwordPage(CurrentAccount me, @Nullable String error) {
    return Rendering.view("access/password").modelAttribute("must", me.mustChangePassword()).modelAttribute("error", error == null ? "" : error);
  }

  private static String home(Role role, @Nullable String next) {
    var wanted = safe(next);
    return !wanted.isEmpty() ? wanted : switch (role) {
      case PROVINCE -> "/province";
      case ADMIN -> "/settings";
      case OFFICER, DUTY, COMMANDER -> "/";
    };
  }

  /** Only a path of our own: never a way to lead somebody elsewhere. */
  private static String safe(@Nullable String next) {
    if (next == null || !next.startsWith("/") || next.startsWith("//") || next.contains("\\")) {
      return "";
    }
    return URI.create(next).getHost() == null ? next : "";
  }
}
