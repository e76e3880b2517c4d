package vn.caunoi.console.channel;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.channel.AccountCheck;
import vn.caunoi.channel.AccountRegister;
import vn.caunoi.channel.AccountSetup;

/** Connecting an account step by step: each step is tried as soon as its page is looked at, and nothing that was handed in is shown again. */
@Controller
class AccountPages {
  private final ChannelDesk desk;
  private final AccountPage page;
  private final AccountRegister register;
  private final Setups setups;

  AccountPages(ChannelDesk desk, AccountPage page, AccountRegister register, Setups setups) {
    this.desk = desk;
    this.page = page;
    this.register = register;
    this.setups = setups;
  }

  @GetMapping("/settings/channels/new/{kind}")
  Rendering form(@PathVariable String kind) {
    return form(setups.named(kind), "", Map.of()).build();
  }

  @PostMapping("/settings/channels/new/{kind}")
  Mono<Rendering> add(@AuthenticationPrincipal CurrentAccount me, @PathVariable String kind, ServerWebExchange exchange) {
    var setup = setups.named(kind);
    return exchange.getFormData().flatMap(form -> {
      var given = given(setup, form);
      return desk.add(me, setup, text(form, "name"), given).map(added -> to(added.id()))
          .onErrorResume(AccountPage::mendable, e -> Mono.just(form(setup, String.valueOf(e.getMessage()), open(setup, form))
              .status(HttpStatus.BAD_REQUEST).build()));
    });
  }

  @GetMapping("/settings/channels/{id}")
  Mono<Rendering> account(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return page.show(me, id, "", "", HttpStatus.OK);
  }

  /** The steps as they are now; asked again whenever the page hears of something new. */
  @GetMapping("/settings/channels/{id}/checks")
  Mono<Rendering> checks(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return register.get(me.ward(), id).flatMap(health -> setups.of(health.account().channel()).check(health)
        .map(steps -> Rendering.view("channel/checks").modelAttribute("steps", steps.stream().map(StepLine::of).toList())
            .modelAttribute("id", id)
            .modelAttribute("ready", health.settingUp() && mayStart(steps)).modelAttribute("takeOver", steps.stream().anyMatch(AccountPages::undecided))
            .build()));
  }

  /** What is waited for comes after the start; the webhook of an OA may be saved later too. */
  private static boolean mayStart(List<AccountCheck> steps) {
    return steps.stream().allMatch(step -> switch (step.result()) {
      case AccountCheck.Passed passed -> true;
      case AccountCheck.Failed failed -> step.step() == AccountCheck.Step.WEBHOOK;
      case AccountCheck.Waiting waiting -> step.step() == AccountCheck.Step.WEBHOOK || step.step() == AccountCheck.Step.EVENT;
      case AccountCheck.NotYet later -> step.step() == AccountCheck.Step.RECEIVING || step.step() == AccountCheck.Step.EVENT;
      case AccountCheck.Undecided open -> false;
    });
  }

  private static boolean undecided(AccountCheck step) {
    return step.result() instanceof AccountCheck.Undecided;
  }

  @PostMapping("/settings/channels/{id}/start")
  Mono<Rendering> start(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id, ServerWebExchange exchange) {
    return exchange.getFormData().flatMap(form -> desk.start(me, id, "true".equals(form.getFirst("takeOver"))))
        .flatMap(check -> {
          var line = StepLine.of(check);
          return check.isPassed() ? Mono.just(to(id))
              : page.show(me, id, (line.found() + " " + line.remedy()).strip(), "", HttpStatus.CONFLICT);
        })
        .onErrorResume(AccountPage::mendable, e -> page.refused(me, id, e));
  }

  static Rendering to(UUID id) {
    return Rendering.redirectTo("/settings/channels/" + id).status(HttpStatus.SEE_OTHER).build();
  }

  private static Rendering.Builder<?> form(AccountSetup setup, String error, Map<String, String> typed) {
    return Rendering.view("channel/new").modelAttribute("channel", setup.channel()).modelAttribute("fields", setup.fields())
        .modelAttribute("standIn", setup.hasStandIn()).modelAttribute("error", error).modelAttribute("typed", typed);
  }

  static Map<String, String> given(AccountSetup setup, MultiValueMap<String, String> form) {
    return setup.fields().stream().collect(Collectors.toUnmodifiableMap(AccountSetup.Field::name, field -> text(form, field.name())));
  }

  /** What may stand in the form again. */
  private static Map<String, String> open(AccountSetup setup, MultiValueMap<String, String> form) {
    var typed = setup.fields().stream().filter(field -> !field.secret())
        .collect(Collectors.toMap(AccountSetup.Field::name, field -> text(form, field.name())));
    typed.put("name", text(form, "name"));
    return typed;
  }

  private static String text(MultiValueMap<String, String> form, String name) {
    var value = form.getFirst(name);
    return value == null ? "" : value.strip();
  }
}
