package vn.caunoi.console.home;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.campaign.Campaign;
import vn.caunoi.campaign.CampaignPlanner;
import vn.caunoi.platform.Slice;
import vn.caunoi.platform.VietnameseText;
import vn.caunoi.tip.TipCategories;
import vn.caunoi.tip.TipFilter;
import vn.caunoi.tip.TipInbox;
import vn.caunoi.tip.TipLine;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.WardDirectory;

/** "Hôm nay", and the search field of the frame. */
@Controller
class TodayPages {
  private static final int FOUND = 20;

  private final TodayNumbers numbers;
  private final TipInbox tips;
  private final CampaignPlanner campaigns;
  private final WardDirectory directory;
  private final TipCategories categories;

  TodayPages(TodayNumbers numbers, TipInbox tips, CampaignPlanner campaigns, WardDirectory directory, TipCategories categories) {
    this.numbers = numbers;
    this.tips = tips;
    this.campaigns = campaigns;
    this.directory = directory;
    this.categories = categories;
  }

  @GetMapping("/")
  Mono<Rendering> today(@AuthenticationPrincipal CurrentAccount me) {
    return switch (me.role()) {
      case PROVINCE -> Mono.just(Rendering.redirectTo("/province").build());
      case ADMIN -> Mono.just(Rendering.redirectTo(me.officer().wardId() == null ? "/setup" : "/settings").build());
      case OFFICER, DUTY, COMMANDER -> numbers.of(me.officer())
          .map(t -> Rendering.view("home/today").modelAttribute("t", t).modelAttribute("commander", me.role() == Role.COMMANDER).build());
    };
  }

  record Hit(String label, String path, String note) {}

  record Part(String name, List<Hit> hits) {}

  /** Numbers of tips, names of groups, titles of campaigns; never what somebody wrote. */
  @GetMapping("/search")
  Mono<Rendering> search(@AuthenticationPrincipal CurrentAccount me, @RequestParam(defaultValue = "") String q) {
    var words = VietnameseText.fold(q);
    if (words.isEmpty()) {
      return Mono.just(found(q, List.of(), List.of(), List.of()));
    }
    var filter = new TipFilter(TipFilter.Folder.ALL, null, null, null, q.strip());
    return Mono.zip(tips.list(me.officer(), filter, null, FOUND).map(Slice::items).flatMapIterable(l -> l).map(this::hit).collectList(),
            directory.groups(me.ward()).filter(g -> VietnameseText.fold(g.name()).contains(words)).map(TodayPages::hit).collectList(),
            campaigns.list(me.officer(), null, null, Slice.MAX_LIMIT).flatMapIterable(Slice::items)
                .filter(c -> VietnameseText.fold(c.title()).contains(words)).map(TodayPages::hit).collectList())
        .map(t -> found(q, t.getT1(), t.getT2(), t.getT3()));
  }

  private static Rendering found(String q, List<Hit> tips, List<Hit> groups, List<Hit> campaigns) {
    var parts = List.of(new Part("Tin báo", tips), new Part("Tổ dân phố", groups), new Part("Chiến dịch", campaigns));
    return Rendering.view("home/search").modelAttribute("q", q).modelAttribute("parts", parts)
        .modelAttribute("nothing", parts.stream().allMatch(part -> part.hits().isEmpty())).build();
  }

  private Hit hit(TipLine tip) {
    return new Hit(tip.code() + " · " + categories.label(tip.topic()), "/tips/" + tip.code(), group(tip.group()) + tip.status().label().toLowerCase(Locale.ROOT));
  }

  private static Hit hit(ResidentialGroup group) {
    return new Hit(group.name(), "/groups/" + group.id(), group.households() + " hộ");
  }

  private static Hit hit(Campaign campaign) {
    return new Hit(campaign.title(), "/campaigns/" + campaign.id(), campaign.status().label());
  }

  private static String group(@Nullable String name) {
    return name == null ? "" : name + " · ";
  }
}
