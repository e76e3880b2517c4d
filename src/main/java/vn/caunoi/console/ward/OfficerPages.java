package vn.caunoi.console.ward;

import java.util.List;
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
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.VietnameseText;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.WardDirectory;

/** Who may sign in: adding, disabling, and one-time passwords that are shown once. */
@Controller
class OfficerPages {
  private static final int MAX_NAME = 80;

  private final WardDirectory wards;
  private final Accounts accounts;

  OfficerPages(WardDirectory wards, Accounts accounts) {
    this.wards = wards;
    this.accounts = accounts;
  }

  record OfficerForm(@Nullable String username, @Nullable String displayName, @Nullable String role) {
    static final OfficerForm EMPTY = new OfficerForm("", "", "OFFICER");

    Accounts.NewOfficer checked(CurrentAccount me) {
      var name = VietnameseText.normalize(displayName == null ? "" : displayName).strip();
      if (name.isEmpty() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
        throw new InvalidInput("displayName", "Hãy ghi họ tên, tối đa %d ký tự.".formatted(MAX_NAME));
      }
      var chosen = chosenRole();
      return new Accounts.NewOfficer(chosen == Role.PROVINCE ? null : me.ward(), me.officer().provinceId(),
          username == null ? "" : username.strip(), name, chosen);
    }

    private Role chosenRole() {
      try {
        return Role.valueOf(role == null ? "" : role);
      } catch (IllegalArgumentException e) {
        throw new InvalidInput("role", "Hãy chọn vai trò trong danh sách.");
      }
    }
  }

  @GetMapping("/settings/officers")
  Mono<Rendering> list(@AuthenticationPrincipal CurrentAccount me) {
    return render(me, page(OfficerForm.EMPTY, ""));
  }

  @PostMapping("/settings/officers")
  Mono<Rendering> add(@AuthenticationPrincipal CurrentAccount me, @ModelAttribute OfficerForm form) {
    return Mono.fromSupplier(() -> form.checked(me)).flatMap(wanted -> accounts.create(me.officer(), wanted))
        .flatMap(created -> render(me, page(OfficerForm.EMPTY, "").modelAttribute("username", created.officer().username())
            .modelAttribute("password", created.password())))
        .onErrorResume(GroupPages::mendable, e -> render(me, page(form, e.getMessage()).status(HttpStatus.BAD_REQUEST)));
  }

  @PostMapping("/settings/officers/{id}/password")
  Mono<Rendering> resetPassword(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return accounts.resetPassword(me.officer(), id).zipWith(Mono.defer(() -> wards.officer(id)))
        .flatMap(both -> render(me, page(OfficerForm.EMPTY, "").modelAttribute("username", both.getT2().username())
            .modelAttribute("password", both.getT1())));
  }

  @PostMapping("/settings/officers/{id}/active")
  Mono<Rendering> setActive(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id, @ModelAttribute GroupPages.Switch to) {
    return accounts.setActive(me.officer(), id, to.active())
        .map(officer -> Rendering.redirectTo("/settings/officers").status(HttpStatus.SEE_OTHER).<Rendering>build())
        .onErrorResume(InvalidInput.class, e -> render(me, page(OfficerForm.EMPTY, e.getMessage()).status(HttpStatus.BAD_REQUEST)));
  }

  private Mono<Rendering> render(CurrentAccount me, Rendering.Builder<?> page) {
    return wards.staff(me.ward()).collectList().map(staff -> page.modelAttribute("staff", staff).modelAttribute("me", me.officer().id()).build());
  }

  private static Rendering.Builder<?> page(OfficerForm form, String error) {
    return Rendering.view("ward/officers").modelAttribute("form", form).modelAttribute("error", error)
        .modelAttribute("roles", List.of(Role.OFFICER, Role.DUTY, Role.COMMANDER, Role.ADMIN, Role.PROVINCE));
  }
}
