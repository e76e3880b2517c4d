package vn.caunoi.console.ward;

import java.time.Clock;
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
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.channel.GroupChats;
import vn.caunoi.contact.Audiences;
import vn.caunoi.contact.Coverage;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.VietnamTime;
import vn.caunoi.ward.GroupRegister;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.WardDirectory;

/** The table of residential groups with how far each is connected, and their upkeep. */
@Controller
class GroupPages {
  /** On or off, as a button's hidden field says. (A request parameter would only be looked for in the address.) */
  record Switch(boolean active) {}

  private final WardDirectory wards;
  private final GroupRegister register;
  private final Audiences audiences;
  private final GroupChats chats;
  private final Clock clock;

  GroupPages(WardDirectory wards, GroupRegister register, Audiences audiences, GroupChats chats, Clock clock) {
    this.chats = chats;
    this.clock = clock;
    this.wards = wards;
    this.register = register;
    this.audiences = audiences;
  }

  @GetMapping("/groups")
  Mono<Rendering> table(@AuthenticationPrincipal CurrentAccount me) {
    if (me.officer().wardId() == null) {
      return Mono.just(Rendering.redirectTo("/setup").build());
    }
    return Mono.zip(audiences.coverage(me.ward()).collectList(), register.all(me.ward()).collectList())
        .map(both -> Rendering.view("ward/groups").modelAttribute("rows", both.getT1().stream().map(GroupRow::new).toList())
            .modelAttribute("total", new GroupRow(GroupRow.total(both.getT1()))).modelAttribute("inactive", inactive(both.getT2()))
            .modelAttribute("kinds", kinds(both.getT2())).modelAttribute("mayEdit", mayEdit(me)).build());
  }

  @GetMapping("/groups/new")
  Rendering form(@AuthenticationPrincipal CurrentAccount me) {
    return page(null, GroupForm.EMPTY, "").build();
  }

  @PostMapping("/groups")
  Mono<Rendering> add(@AuthenticationPrincipal CurrentAccount me, @ModelAttribute GroupForm form) {
    return Mono.fromSupplier(form::checked).flatMap(group -> register.add(me.officer(), group))
        .map(group -> Rendering.redirectTo("/groups/" + group.id()).status(HttpStatus.SEE_OTHER).<Rendering>build())
        .onErrorResume(GroupPages::mendable, e -> Mono.just(page(null, form, e.getMessage()).status(HttpStatus.BAD_REQUEST).build()));
  }

  @GetMapping("/groups/{id}")
  Mono<Rendering> group(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return wards.group(me.ward(), id).flatMap(group -> show(me, group, GroupForm.of(group), "")).map(page -> page.build());
  }

  @PostMapping("/groups/{id}")
  Mono<Rendering> change(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id, @ModelAttribute GroupForm form) {
    return Mono.fromSupplier(form::checked).flatMap(group -> register.change(me.officer(), id, group))
        .map(group -> Rendering.redirectTo("/groups").status(HttpStatus.SEE_OTHER).<Rendering>build())
        .onErrorResume(GroupPages::mendable, e -> wards.group(me.ward(), id).flatMap(group -> show(me, group, form, e.getMessage()))
            .map(page -> page.status(HttpStatus.BAD_REQUEST).build()));
  }

  @PostMapping("/groups/{id}/active")
  Mono<Rendering> setActive(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id, @ModelAttribute Switch to) {
    return register.setActive(me.officer(), id, to.active())
        .map(group -> Rendering.redirectTo("/groups").status(HttpStatus.SEE_OTHER).build());
  }

  private Mono<Rendering.Builder<?>> show(CurrentAccount me, ResidentialGroup group, GroupForm form, String error) {
    var today = VietnamTime.dateOf(clock.instant());
    return Mono.zip(coverage(me.ward(), group.id()), chats.of(me.ward(), group.id()).map(chat -> GroupChatCard.of(chat, today)).collectList())
        .map(both -> page(group, form, error).modelAttribute("row", new GroupRow(both.getT1())).modelAttribute("mayEdit", mayEdit(me))
            .modelAttribute("chats", both.getT2()).modelAttribute("chatStands", both.getT2().stream().anyMatch(card -> card.chat().stands())));
  }

  private Mono<Coverage> coverage(UUID ward, UUID id) {
    return audiences.coverage(ward).filter(group -> group.groupId().equals(id)).next().defaultIfEmpty(new Coverage(id, "", 0, 0, 0));
  }

  private static Rendering.Builder<?> page(@Nullable ResidentialGroup group, GroupForm form, String error) {
    var page = Rendering.view("ward/group").modelAttribute("form", form).modelAttribute("error", error);
    return group == null ? page.modelAttribute("mayEdit", true) : page.modelAttribute("group", group);
  }

  private static List<ResidentialGroup> inactive(List<ResidentialGroup> groups) {
    return groups.stream().filter(group -> !group.active()).toList();
  }

  private static java.util.Map<UUID, ResidentialGroup.Kind> kinds(List<ResidentialGroup> groups) {
    return groups.stream().collect(java.util.stream.Collectors.toMap(ResidentialGroup::id, ResidentialGroup::kind));
  }

  static boolean mayEdit(CurrentAccount me) {
    return me.officer().hasRole(Role.ADMIN, Role.COMMANDER);
  }

  static boolean mendable(Throwable error) {
    return error instanceof InvalidInput || error instanceof Conflict;
  }
}
