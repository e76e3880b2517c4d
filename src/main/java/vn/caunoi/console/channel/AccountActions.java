package vn.caunoi.console.channel;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.channel.AccountRegister;

/** What is done to an account that stands: pause, resume, other secrets, a message to oneself, removal. */
@Controller
class AccountActions {
  private final ChannelDesk desk;
  private final AccountPage page;
  private final AccountRegister register;
  private final Setups setups;

  AccountActions(ChannelDesk desk, AccountPage page, AccountRegister register, Setups setups) {
    this.desk = desk;
    this.page = page;
    this.register = register;
    this.setups = setups;
  }

  @PostMapping("/settings/channels/{id}/pause")
  Mono<Rendering> pause(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return after(me, id, desk.pause(me, id));
  }

  @PostMapping("/settings/channels/{id}/resume")
  Mono<Rendering> resume(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return after(me, id, desk.resume(me, id));
  }

  @PostMapping("/settings/channels/{id}/secrets")
  Mono<Rendering> replaceSecrets(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id, ServerWebExchange exchange) {
    return register.get(me.ward(), id).zipWith(exchange.getFormData()).flatMap(both ->
        after(me, id, desk.replaceSecrets(me, id, AccountPages.given(setups.of(both.getT1().account().channel()), both.getT2()))));
  }

  @PostMapping("/settings/channels/{id}/rotate")
  Mono<Rendering> rotate(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return after(me, id, desk.rotate(me, id));
  }

  @PostMapping("/settings/channels/{id}/remove")
  Mono<Rendering> remove(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return desk.remove(me, id).thenReturn(toList())
        .onErrorResume(AccountPage::mendable, e -> page.refused(me, id, e));
  }

  /** The code is shown here and kept nowhere in clear. */
  @PostMapping("/settings/channels/{id}/trial")
  Mono<Rendering> trial(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return desk.issueTrial(me, id).flatMap(code -> page.show(me, id, "", code, HttpStatus.OK))
        .onErrorResume(AccountPage::mendable, e -> page.refused(me, id, e));
  }

  @GetMapping("/settings/channels/{id}/trial")
  Mono<Rendering> trialState(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return page.trial(me, id).map(words -> Rendering.view("channel/trial").modelAttribute("words", words).build());
  }

  private Mono<Rendering> after(CurrentAccount me, UUID id, Mono<Void> done) {
    return done.then(register.get(me.ward(), id))
        .map(health -> setups.find(health.account().channel()) == null ? toList() : AccountPages.to(id))
        .onErrorResume(AccountPage::mendable, e -> page.refused(me, id, e));
  }

  private static Rendering toList() {
    return Rendering.redirectTo("/settings/channels").status(HttpStatus.SEE_OTHER).build();
  }
}
