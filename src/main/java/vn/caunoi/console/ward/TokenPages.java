package vn.caunoi.console.ward;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;
import vn.caunoi.access.Accounts;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.access.Session;
import vn.caunoi.access.Sessions;
import vn.caunoi.platform.Forbidden;
import vn.caunoi.platform.InvalidInput;

/** One's own API tokens for machines: made, shown once, listed, revoked. A token may do what its owner may do, except make tokens. */
@Controller
class TokenPages {
  private final Accounts accounts;
  private final Sessions sessions;

  TokenPages(Accounts accounts, Sessions sessions) {
    this.accounts = accounts;
    this.sessions = sessions;
  }

  record TokenForm(@Nullable String name) {}

  @GetMapping("/tokens")
  Mono<Rendering> list(@AuthenticationPrincipal CurrentAccount me) {
    return render(me, page(""));
  }

  @PostMapping("/tokens")
  Mono<Rendering> issue(@AuthenticationPrincipal CurrentAccount me, @ModelAttribute TokenForm form) {
    if (me.kind() != Session.Kind.CONSOLE) {
      return Mono.error(new Forbidden("Mã truy cập chỉ tạo được khi đăng nhập trang quản lý."));
    }
    return Mono.defer(() -> accounts.issueApiToken(me.officer(), form.name() == null ? "" : form.name()))
        .flatMap(opened -> render(me, page("").modelAttribute("token", opened.token())))
        .onErrorResume(InvalidInput.class, e -> render(me, page(e.getMessage()).status(HttpStatus.BAD_REQUEST)));
  }

  @PostMapping("/tokens/{id}/revoke")
  Mono<Rendering> revoke(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return accounts.revokeApiToken(me.officer(), id)
        .then(Mono.just(Rendering.redirectTo("/tokens").status(HttpStatus.SEE_OTHER).build()));
  }

  private Mono<Rendering> render(CurrentAccount me, Rendering.Builder<?> page) {
    return sessions.apiTokens(me.officer().id()).collectList().map(tokens -> page.modelAttribute("tokens", tokens).build());
  }

  private static Rendering.Builder<?> page(String error) {
    return Rendering.view("ward/tokens").modelAttribute("error", error);
  }
}
