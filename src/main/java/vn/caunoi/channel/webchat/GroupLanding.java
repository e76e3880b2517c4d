package vn.caunoi.channel.webchat;

import java.util.List;
import java.util.Optional;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.GroupChat;
import vn.caunoi.channel.GroupChats;
import vn.caunoi.platform.Ids;
import vn.caunoi.platform.NotFound;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.WardDirectory;

/** Where the QR code of a residential group leads: the ways to join it, each one tap. */
@Controller
class GroupLanding {
  private final WardDirectory wards;
  private final ChannelAccounts accounts;
  private final GroupChats chats;
  private final ChatTexts texts;
  private final Ids ids;

  GroupLanding(WardDirectory wards, ChannelAccounts accounts, GroupChats chats, ChatTexts texts, Ids ids) {
    this.wards = wards;
    this.accounts = accounts;
    this.chats = chats;
    this.texts = texts;
    this.ids = ids;
  }

  @GetMapping("/g/{token:[A-Za-z0-9_-]{1,62}}")
  Mono<Rendering> landing(@PathVariable String token, ServerHttpRequest request, ServerHttpResponse response) {
    WebchatPages.guard(response);
    return wards.findGroupByToken(token)
        .switchIfEmpty(Mono.error(() -> new NotFound("Mã QR này không còn dùng. Xin hỏi công an phường để nhận mã mới.")))
        .flatMap(group -> Mono.zip(wards.get(group.wardId()), accounts.of(group.wardId()).collectList(),
                chats.of(group.wardId(), group.id()).collectList())
            .map(all -> texts.page("chat/group", request).modelAttribute("ward", all.getT1()).modelAttribute("group", group)
                .modelAttribute("payload", payload(group)).modelAttribute("zalo", zalo(all.getT2()))
                .modelAttribute("telegram", telegram(all.getT2(), group)).modelAttribute("chat", chat(all.getT3(), all.getT2()))
                .modelAttribute("id", ids.next()).build()));
  }

  private static String payload(ResidentialGroup group) {
    return "g-" + group.token();
  }

  /** Zalo knows no start parameter: the resident sends the text. Empty when the ward has no OA that works. */
  private static String zalo(List<ChannelAccount> accounts) {
    return name(accounts, Channel.ZALO).map(oa -> "https://zalo.me/" + oa).orElse("");
  }

  private static String telegram(List<ChannelAccount> accounts, ResidentialGroup group) {
    return name(accounts, Channel.TELEGRAM).map(bot -> "https://t.me/" + bot + "?start=" + payload(group)).orElse("");
  }

  /** How one gets into the group's own Zalo group; empty when there is none that can be posted to. */
  private static String chat(List<GroupChat> chats, List<ChannelAccount> accounts) {
    var stood = accounts.stream().filter(ChannelAccount::simulated).map(ChannelAccount::id).toList();
    return chats.stream().filter(chat -> chat.isLive() && !stood.contains(chat.accountId())).map(GroupChat::link)
        .filter(link -> link != null && link.startsWith("https://")).findFirst().orElse("");
  }

  /** Stand-ins have no address that a phone could open. */
  private static Optional<String> name(List<ChannelAccount> accounts, Channel channel) {
    return accounts.stream()
        .filter(account -> account.channel() == channel && account.status() == ChannelAccount.Status.ACTIVE && !account.simulated())
        .map(ChannelAccount::externalId)
        .filter(id -> id != null && id.matches("@?[A-Za-z0-9_]{3,64}")).map(id -> id.replace("@", ""))
        .findFirst();
  }
}
