package vn.caunoi.campaign;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.delivery.DeliveryLedger;
import vn.caunoi.delivery.DeliveryTally;
import vn.caunoi.platform.LiveUpdates;
import vn.caunoi.schedule.RecurringWork;

/** Looks after running campaigns: says when one is done, and pulls the brake when too much fails. */
@Component
class CampaignSweep implements RecurringWork {
  private static final Logger log = LoggerFactory.getLogger(CampaignSweep.class);

  private final Campaigns campaigns;
  private final CampaignRules rules;
  private final DeliveryLedger ledger;
  private final LiveUpdates live;
  private final Clock clock;

  CampaignSweep(Campaigns campaigns, CampaignRules rules, DeliveryLedger ledger, LiveUpdates live, Clock clock) {
    this.campaigns = campaigns;
    this.rules = rules;
    this.ledger = ledger;
    this.live = live;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "campaign-sweep";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(5);
  }

  @Override
  public Mono<Void> run() {
    return campaigns.everywhere(Campaign.Status.RUNNING).concatMap(this::look).then();
  }

  private Mono<Void> look(Campaign campaign) {
    return ledger.tally(campaign.wardId(), campaign.id()).flatMap(tally -> decide(campaign, tally))
        .filter(changed -> changed)
        .doOnNext(changed -> live.announce(campaign.wardId(), CampaignPlanner.TOPIC, campaign.id()))
        .then();
  }

  private Mono<Boolean> decide(Campaign campaign, DeliveryTally tally) {
    if (tally.open() == 0) {
      return campaigns.finish(campaign, clock.instant());
    }
    long failed = tally.of(vn.caunoi.delivery.Delivery.Status.FAILED);
    if (failed < rules.brake().failures() || tally.failureShare() <= rules.brake().share()) {
      return Mono.just(false);
    }
    log.warn("campaign braked campaign={} failed={}", campaign.id(), failed);
    return campaigns.brake(campaign, "Tự dừng vì %d lượt gửi không thành công.".formatted(failed))
        .delayUntil(changed -> ledger.holdCampaign(campaign.wardId(), campaign.id()));
  }
}
