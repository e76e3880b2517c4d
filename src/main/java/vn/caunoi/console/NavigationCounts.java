package vn.caunoi.console;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.campaign.CampaignPlanner;
import vn.caunoi.conversation.ParkedMessages;
import vn.caunoi.tip.TipFilter.Folder;
import vn.caunoi.tip.TipInbox;
import vn.caunoi.ward.Role;

/** The numbers beside the navigation: things that wait for somebody. */
@Component
class NavigationCounts {
  private static final Set<Role> WARD_POLICE = Set.of(Role.OFFICER, Role.DUTY, Role.COMMANDER);

  private final TipInbox tips;
  private final CampaignPlanner campaigns;
  private final ParkedMessages parked;

  NavigationCounts(TipInbox tips, CampaignPlanner campaigns, ParkedMessages parked) {
    this.tips = tips;
    this.campaigns = campaigns;
    this.parked = parked;
  }

  /** By path of the entry. */
  record Counts(Map<String, Long> waiting) {
    long waiting(String path) {
      return waiting.getOrDefault(path, 0L);
    }
  }

  Mono<Counts> of(CurrentAccount me) {
    if (!WARD_POLICE.contains(me.role())) {
      return Mono.just(new Counts(Map.of()));
    }
    return Mono.zip(tips.counts(me.officer()), campaigns.waiting(me.officer()), parked.count(me.ward())).map(t -> {
      var waiting = new HashMap<String, Long>();
      waiting.put("/tips", t.getT1().getOrDefault(Folder.NEW, 0L));
      waiting.put("/campaigns", me.role() == Role.COMMANDER ? t.getT2() : 0L);
      waiting.put("/conversations/parked", t.getT3());
      return new Counts(waiting);
    });
  }
}
