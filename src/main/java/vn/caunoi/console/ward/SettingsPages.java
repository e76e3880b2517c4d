package vn.caunoi.console.ward;

import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.ward.GroupRegister;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.WardDirectory;

/** Where an administrator starts: what there is, and what is still missing before residents can be invited. */
@Controller
class SettingsPages {
  private final WardDirectory wards;
  private final GroupRegister groups;
  private final ChannelAccounts channels;

  SettingsPages(WardDirectory wards, GroupRegister groups, ChannelAccounts channels) {
    this.wards = wards;
    this.groups = groups;
    this.channels = channels;
  }

  @GetMapping("/settings")
  Mono<Rendering> overview(@AuthenticationPrincipal CurrentAccount me) {
    if (me.officer().wardId() == null) {
      return Mono.just(Rendering.redirectTo("/setup").build());
    }
    return Mono.zip(wards.get(me.ward()), groups.all(me.ward()).filter(ResidentialGroup::active).count(), wards.staff(me.ward()).filter(Officer::active).count(),
            channels.of(me.ward()).collectList())
        .map(all -> Rendering.view("ward/settings").modelAttribute("ward", all.getT1()).modelAttribute("groups", all.getT2())
            .modelAttribute("officers", all.getT3()).modelAttribute("channels", all.getT4()).modelAttribute("troubled", troubled(all.getT4())).build());
  }

  private static long troubled(List<ChannelAccount> accounts) {
    return accounts.stream().filter(account -> account.status() != ChannelAccount.Status.ACTIVE).count();
  }
}
