package vn.caunoi.console.channel;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.audit.AuditEntry;
import vn.caunoi.audit.AuditTrail;
import vn.caunoi.channel.OaSignIn;
import vn.caunoi.channel.OaSignIn.Outcome;
import vn.caunoi.platform.InvalidInput;

/**
 * Connecting an OA: out to Zalo's page and back, or by a pasted pair of tokens. The way out is a link and no redirect, because our own
 * {@code form-action} lets a form lead nowhere else.
 */
@Controller
class OaPages {
  private final OaSignIn signIn;
  private final OaState state;
  private final AuditTrail audit;
  private final TransactionalOperator tx;

  OaPages(OaSignIn signIn, OaState state, AuditTrail audit, TransactionalOperator tx) {
    this.signIn = signIn;
    this.state = state;
    this.audit = audit;
    this.tx = tx;
  }

  /** Write-only: never shown again, whatever becomes of them. */
  record PairForm(@Nullable String refreshToken, @Nullable String accessToken) {
    @Override
    public String toString() {
      return "PairForm";
    }
  }

  record ChallengeForm(@Nullable String verifier) {
    @Override
    public String toString() {
      return "ChallengeForm";
    }
  }

  @GetMapping("/settings/channels/{id:[0-9a-f-]{36}}/zalo")
  Mono<Rendering> show(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return state.page(me.ward(), id).map(page -> page.build());
  }

  @PostMapping("/settings/channels/{id}/zalo/sign-in")
  Mono<Rendering> leave(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return signIn.setup(me.ward(), id)
        .zipWhen(setup -> signIn.begin(me.ward(), id, me.sessionId()))
        .delayUntil(begun -> record(me, id, "oa_sign_in_started"))
        .as(tx::transactional)
        .map(begun -> Rendering.view("channel/zalo-leave").modelAttribute("account", id).modelAttribute("setup", begun.getT1())
            .modelAttribute("leave", begun.getT2()).build());
  }

  @GetMapping(OaSignIn.CALLBACK)
  Mono<Rendering> back(@AuthenticationPrincipal CurrentAccount me, @RequestParam(defaultValue = "") String code,
      @RequestParam(name = "oa_id", defaultValue = "") String oaId, @RequestParam(defaultValue = "") String state,
      @RequestParam(name = "error_code", defaultValue = "") String errorCode, @RequestParam(defaultValue = "") String error) {
    return signIn.finish(me.ward(), me.sessionId(), new OaSignIn.Return(code, oaId, state, errorCode.isEmpty() ? error : errorCode))
        .delayUntil(outcome -> recordEnd(me, outcome))
        .flatMap(outcome -> told(me, outcome));
  }

  @PostMapping("/settings/channels/{id}/zalo/pair")
  Mono<Rendering> paste(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id, @ModelAttribute PairForm form) {
    return signIn.paste(me.ward(), id, orEmpty(form.refreshToken()), orEmpty(form.accessToken()))
        .delayUntil(outcome -> recordEnd(me, outcome))
        .flatMap(outcome -> told(me, outcome))
        .onErrorResume(InvalidInput.class, wrong -> refused(me, id, wrong));
  }

  @PostMapping("/settings/channels/{id}/zalo/challenge")
  Mono<Rendering> fixChallenge(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id, @ModelAttribute ChallengeForm form) {
    return changed(me, id, "oa_challenge_fixed", signIn.fixChallenge(me.ward(), id, orEmpty(form.verifier())));
  }

  @PostMapping("/settings/channels/{id}/zalo/challenge/free")
  Mono<Rendering> freeChallenge(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return changed(me, id, "oa_challenge_freed", signIn.freeChallenge(me.ward(), id));
  }

  private Mono<Rendering> changed(CurrentAccount me, UUID id, String action, Mono<Void> change) {
    return change.then(record(me, id, action)).as(tx::transactional)
        .then(Mono.just(Rendering.redirectTo("/settings/channels/" + id + "/zalo").status(HttpStatus.SEE_OTHER).build()))
        .onErrorResume(InvalidInput.class, wrong -> refused(me, id, wrong));
  }

  private Mono<Rendering> told(CurrentAccount me, Outcome outcome) {
    var words = OaWords.of(outcome);
    return outcome.account() == null
        ? Mono.just(Rendering.view("channel/zalo-return").modelAttribute("words", words).build())
        : state.page(me.ward(), outcome.account()).map(page -> page.modelAttribute("words", words).build());
  }

  private Mono<Rendering> refused(CurrentAccount me, UUID id, InvalidInput wrong) {
    return state.page(me.ward(), id)
        .map(page -> page.modelAttribute("words", OaWords.danger(String.valueOf(wrong.getMessage()))).status(HttpStatus.BAD_REQUEST).build());
  }

  private Mono<Void> recordEnd(CurrentAccount me, Outcome outcome) {
    return outcome.account() == null ? Mono.empty() : audit.record(entry(me, outcome.account(),
        outcome instanceof Outcome.Connected ? "oa_connected" : "oa_not_connected").with("outcome", outcome.getClass().getSimpleName()));
  }

  private Mono<Void> record(CurrentAccount me, UUID id, String action) {
    return audit.record(entry(me, id, action));
  }

  private static AuditEntry entry(CurrentAccount me, UUID id, String action) {
    return AuditEntry.of(me.ward(), me.officer().id(), action, "channel_account", id);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
