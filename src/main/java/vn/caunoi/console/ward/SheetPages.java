package vn.caunoi.console.ward;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.channel.GroupChat;
import vn.caunoi.channel.GroupChats;
import vn.caunoi.contact.Audiences;
import vn.caunoi.platform.CauNoiSettings;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.WardDirectory;

/** What is printed: a QR sheet for a residential group or all of them, and the door-knock sheet of counts and blank lines. */
@Controller
class SheetPages {
  private final WardDirectory wards;
  private final Audiences audiences;
  private final GroupChats chats;
  private final String publicUrl;

  SheetPages(WardDirectory wards, Audiences audiences, GroupChats chats, CauNoiSettings settings) {
    this.chats = chats;
    this.wards = wards;
    this.audiences = audiences;
    this.publicUrl = settings.publicUrl();
  }

  /** {@code chat} is the way into the Zalo group of the residential group, null where there is none. */
  record Sheet(String group, String link, QrCode code, @Nullable QrCode chat) {}

  @GetMapping("/groups/qr")
  Mono<Rendering> all(@AuthenticationPrincipal CurrentAccount me) {
    return sheets(me, wards.groups(me.ward()));
  }

  @GetMapping("/groups/{id}/qr")
  Mono<Rendering> one(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return sheets(me, wards.group(me.ward(), id).flux());
  }

  /** {@code lines}: how many blank lines each sheet has. */
  @GetMapping("/groups/{id}/sheet")
  Mono<Rendering> doorKnock(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return doorKnock(me, wards.group(me.ward(), id).map(ResidentialGroup::id).flatMapMany(wanted ->
        audiences.coverage(me.ward()).filter(group -> group.groupId().equals(wanted))).map(GroupRow::new));
  }

  @GetMapping("/groups/sheet")
  Mono<Rendering> doorKnockAll(@AuthenticationPrincipal CurrentAccount me) {
    return doorKnock(me, audiences.coverage(me.ward()).map(GroupRow::new));
  }

  private Mono<Rendering> doorKnock(CurrentAccount me, Flux<GroupRow> rows) {
    return Mono.zip(wards.get(me.ward()), rows.collectList())
        .map(both -> Rendering.view("ward/sheet").modelAttribute("ward", both.getT1()).modelAttribute("rows", both.getT2()).build());
  }

  private Mono<Rendering> sheets(CurrentAccount me, Flux<ResidentialGroup> groups) {
    var links = chats.of(me.ward()).filter(GroupChat::isLive).filter(chat -> chat.link() != null)
        .collectMap(GroupChat::groupId, chat -> String.valueOf(chat.link()));
    var drawn = Mono.zip(groups.collectList(), links)
        .flatMap(both -> Mono.fromCallable(() -> draw(both.getT1(), both.getT2())).subscribeOn(Schedulers.boundedElastic()));
    return Mono.zip(wards.get(me.ward()), drawn)
        .map(both -> Rendering.view("ward/qr").modelAttribute("ward", both.getT1()).modelAttribute("sheets", both.getT2()).build());
  }

  private List<Sheet> draw(List<ResidentialGroup> groups, Map<UUID, String> chatLinks) {
    return groups.stream().map(group -> {
      var link = publicUrl + "/g/" + group.token();
      var chat = chatLinks.get(group.id());
      return new Sheet(group.name(), link, QrCode.of(link), chat == null ? null : QrCode.of(chat));
    }).toList();
  }
}
