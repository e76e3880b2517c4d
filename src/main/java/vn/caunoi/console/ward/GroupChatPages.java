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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.GroupChat;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.VietnamTime;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.Ward;
import vn.caunoi.ward.WardDirectory;

/** The Zalo group of a residential group: made, looked at, kept paid for, ended. By commanders and administrators. */
@Controller
@RequestMapping("/groups/{id}/zalo")
class GroupChatPages {
  private final WardDirectory wards;
  private final GroupChatDesk desk;
  private final Clock clock;

  GroupChatPages(WardDirectory wards, GroupChatDesk desk, Clock clock) {
    this.wards = wards;
    this.desk = desk;
    this.clock = clock;
  }

  /** One free or renewed asset as a choice. */
  record Choice(String value, String label) {}

  record AssetForm(@Nullable String asset) {}

  @GetMapping("/new")
  Mono<Rendering> compose(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id, @RequestParam(required = false) @Nullable UUID account) {
    return place(me, id).flatMap(place -> desk.oas(me).flatMap(oas -> {
      if (oas.isEmpty()) {
        return Mono.error(new Conflict("Phường chưa có OA Zalo đang hoạt động. Kết nối ở Cài đặt → Kênh."));
      }
      var chosen = account == null ? oas.getFirst().id() : account;
      return desk.lastAdmins(me, chosen).flatMap(admins -> form(me, place, oas, GroupChatForm.of(chosen, place.ward(), place.group(), admins), ""));
    }));
  }

  @PostMapping
  Mono<Rendering> create(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id, @ModelAttribute GroupChatForm form) {
    return place(me, id).flatMap(place -> Mono.fromSupplier(() -> form.checked(place.group())).flatMap(wanted -> desk.create(me, wanted)).map(chat -> back(id))
        .onErrorResume(GroupPages::mendable, e -> desk.oas(me).flatMap(oas -> form(me, place, oas, form, String.valueOf(e.getMessage())))));
  }

  @PostMapping("/{chat}/refresh")
  Mono<Rendering> refresh(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id, @PathVariable UUID chat) {
    return desk.refresh(me, chat).thenReturn(back(id));
  }

  @GetMapping("/{chat}/asset")
  Mono<Rendering> assets(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id, @PathVariable UUID chat) {
    return assetPage(me, id, chat, "");
  }

  @PostMapping("/{chat}/asset")
  Mono<Rendering> changeAsset(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id, @PathVariable UUID chat, @ModelAttribute AssetForm form) {
    if (form.asset() == null || form.asset().isBlank()) {
      return assetPage(me, id, chat, "Hãy chọn một gói nhóm.");
    }
    return desk.changeAsset(me, chat, form.asset()).map(changed -> back(id))
        .onErrorResume(GroupPages::mendable, e -> assetPage(me, id, chat, String.valueOf(e.getMessage())));
  }

  @PostMapping("/{chat}/disband")
  Mono<Rendering> disband(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id, @PathVariable UUID chat) {
    return desk.disband(me, chat).thenReturn(back(id));
  }

  private record Place(Ward ward, ResidentialGroup group) {}

  private Mono<Place> place(CurrentAccount me, UUID group) {
    return Mono.zip(wards.get(me.ward()), wards.group(me.ward(), group), Place::new);
  }

  /** What Zalo will not tell is told in its place, and nothing that was typed is lost. */
  private Mono<Rendering> form(CurrentAccount me, Place place, List<ChannelAccount> oas, GroupChatForm form, String error) {
    return Mono.fromSupplier(form::accountId).flatMap(account -> desk.assets(me, account))
        .map(assets -> page(place, oas, form, error, assets.stream().filter(GroupChat.Asset::free).map(this::choice).toList()))
        .onErrorResume(e -> e instanceof Conflict || e instanceof InvalidInput,
            e -> Mono.just(page(place, oas, form, error.isEmpty() ? String.valueOf(e.getMessage()) : error, List.of())));
  }

  private static Rendering page(Place place, List<ChannelAccount> oas, GroupChatForm form, String error, List<Choice> choices) {
    return Rendering.view("ward/groupchat-new").modelAttribute("group", place.group()).modelAttribute("oas", oas).modelAttribute("form", form)
        .modelAttribute("choices", choices).modelAttribute("error", error)
        .status(error.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST).build();
  }

  private Mono<Rendering> assetPage(CurrentAccount me, UUID id, UUID chat, String error) {
    return Mono.zip(wards.group(me.ward(), id), desk.get(me, chat)).flatMap(both -> desk.assets(me, both.getT2().accountId())
        .map(assets -> assets.stream().filter(asset -> asset.free() || asset.id().equals(both.getT2().asset().id()))
            .map(asset -> new Choice(asset.id(), choice(asset).label() + (asset.id().equals(both.getT2().asset().id()) ? " – gói đang dùng" : ""))).toList())
        .map(choices -> Rendering.view("ward/groupchat-asset").modelAttribute("group", both.getT1())
            .modelAttribute("card", GroupChatCard.of(both.getT2(), VietnamTime.dateOf(clock.instant()))).modelAttribute("choices", choices)
            .modelAttribute("error", error).status(error.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST).build()));
  }

  private Choice choice(GroupChat.Asset asset) {
    return new Choice(GroupChatForm.choice(asset), "Tối đa %d người · hạn %s · %s".formatted(asset.mostMembers(),
        GroupChatCard.until(asset, VietnamTime.dateOf(clock.instant())), asset.id()));
  }

  private static Rendering back(UUID group) {
    return Rendering.redirectTo("/groups/" + group + "#zalo").status(HttpStatus.SEE_OTHER).build();
  }
}
