package vn.caunoi.console.ward;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.access.Accounts;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.channel.AccountSeeder;
import vn.caunoi.platform.CauNoiSettings;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.Ward;
import vn.caunoi.ward.WardDirectory;
import vn.caunoi.ward.WardSetup;

/** The first ward of an administrator, and further wards of the same installation. */
@Controller
class SetupPages {
  private final WardSetup setup;
  private final WardDirectory wards;
  private final Accounts accounts;
  private final List<AccountSeeder> seeders;
  private final String publicUrl;

  SetupPages(WardSetup setup, WardDirectory wards, Accounts accounts, List<AccountSeeder> seeders, CauNoiSettings settings) {
    this.setup = setup;
    this.wards = wards;
    this.accounts = accounts;
    this.seeders = seeders;
    this.publicUrl = settings.publicUrl();
  }

  record WardForm(@Nullable String province, @Nullable String name, @Nullable String slug, @Nullable String admin) {
    static final WardForm EMPTY = new WardForm("", "", "", "");

    String slugOrOwn() {
      return text(slug).isEmpty() ? WardSetup.slugOf(text(name)) : text(slug);
    }

    static String text(@Nullable String field) {
      return field == null ? "" : field.strip();
    }
  }

  @GetMapping("/setup")
  Rendering form(@AuthenticationPrincipal CurrentAccount me) {
    return me.officer().wardId() == null ? page("ward/setup", WardForm.EMPTY, "").build() : Rendering.redirectTo("/settings").build();
  }

  @PostMapping("/setup")
  Mono<Rendering> create(@AuthenticationPrincipal CurrentAccount me, @ModelAttribute WardForm form) {
    return setup.create(me.officer(), WardForm.text(form.province()), WardForm.text(form.name()), form.slugOrOwn())
        .delayUntil(this::seedAccounts)
        .map(ward -> Rendering.redirectTo("/groups/import").status(HttpStatus.SEE_OTHER).<Rendering>build())
        .onErrorResume(GroupPages::mendable, e -> Mono.just(page("ward/setup", form, e.getMessage()).status(HttpStatus.BAD_REQUEST).build()));
  }

  @GetMapping("/settings/wards")
  Mono<Rendering> others(@AuthenticationPrincipal CurrentAccount me) {
    return wards.wards().collectList().map(all -> page("ward/wards", WardForm.EMPTY, "").modelAttribute("wards", all).build());
  }

  /** One more ward with an administrator of its own, whose one-time password is shown here and nowhere else. */
  @PostMapping("/settings/wards")
  Mono<Rendering> add(@AuthenticationPrincipal CurrentAccount me, @ModelAttribute WardForm form) {
    return setup.createAnother(me.officer(), WardForm.text(form.province()), WardForm.text(form.name()), form.slugOrOwn())
        .delayUntil(this::seedAccounts)
        .flatMap(ward -> accounts.create(me.officer(), new Accounts.NewOfficer(ward.id(), ward.provinceId(), WardForm.text(form.admin()),
            "Quản trị " + ward.name(), Role.ADMIN)))
        .flatMap(created -> others(me, page("ward/wards", WardForm.EMPTY, "").modelAttribute("created", created)))
        .onErrorResume(GroupPages::mendable, e -> others(me, page("ward/wards", form, e.getMessage()).status(HttpStatus.BAD_REQUEST)));
  }

  private Mono<Rendering> others(CurrentAccount me, Rendering.Builder<?> page) {
    return wards.wards().collectList().map(all -> page.modelAttribute("wards", all).build());
  }

  /** A network that is away does not keep a ward from being made: what is missing is made at the next start. */
  private Mono<Void> seedAccounts(Ward ward) {
    return Flux.fromIterable(seeders).concatMap(seeder -> seeder.seed(ward.id())).then();
  }

  private Rendering.Builder<?> page(String view, WardForm form, String error) {
    return Rendering.view(view).modelAttribute("form", form).modelAttribute("error", error).modelAttribute("publicUrl", publicUrl);
  }
}
