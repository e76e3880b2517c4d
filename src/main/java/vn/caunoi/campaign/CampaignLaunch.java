package vn.caunoi.campaign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.delivery.CampaignTarget;
import vn.caunoi.delivery.DeliveryLedger;
import vn.caunoi.platform.Ids;
import vn.caunoi.platform.LiveUpdates;
import vn.caunoi.schedule.ScheduledWork;

/**
 * Starts a campaign: takes its row with a lease, refuses when it is too late, out of hours or not what was approved, then writes one
 * delivery per resident. Running twice is harmless, because a resident is planned once per campaign.
 */
@Component
class CampaignLaunch implements ScheduledWork {
  static final String KIND = "campaign";
  private static final Logger log = LoggerFactory.getLogger(CampaignLaunch.class);
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final int BATCH = 5_000;

  private final Campaigns campaigns;
  private final CampaignAudience audience;
  private final TemplateCheck templates;
  private final CampaignRules rules;
  private final DeliveryLedger ledger;
  private final LiveUpdates live;
  private final Ids ids;
  private final Clock clock;

  CampaignLaunch(Campaigns campaigns, CampaignAudience audience, TemplateCheck templates, CampaignRules rules, DeliveryLedger ledger,
      LiveUpdates live, Ids ids, Clock clock) {
    this.campaigns = campaigns;
    this.audience = audience;
    this.templates = templates;
    this.rules = rules;
    this.ledger = ledger;
    this.live = live;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Mono<Void> fire(UUID id) {
    return campaigns.findById(id).flatMap(this::launch);
  }

  private Mono<Void> launch(Campaign campaign) {
    return objection(campaign, clock.instant()).defaultIfEmpty("").flatMap(why -> why.isEmpty() ? begin(campaign) : ask(campaign, why));
  }

  /** Why a campaign that is due must not go on by itself; empty when it may. */
  private Mono<String> objection(Campaign campaign, Instant now) {
    if (campaign.status() != Campaign.Status.SCHEDULED || campaign.launchAt() == null || now.isBefore(campaign.launchAt())) {
      return Mono.empty();
    }
    if (!campaign.digest().equals(campaign.approvedDigest())) {
      return Mono.just("Nội dung đã khác bản được duyệt.");
    }
    return Mono.justOrEmpty(rules.objection(campaign.launchAt(), now))
        .switchIfEmpty(Mono.defer(() -> templates.objection(campaign.wardId(), campaign.audience(), campaign.template())));
  }

  private Mono<Void> ask(Campaign campaign, String why) {
    log.warn("campaign waits for confirmation campaign={}", campaign.id());
    return campaigns.askAgain(campaign, why).doOnNext(changed -> announce(campaign)).then();
  }

  private Mono<Void> begin(Campaign campaign) {
    var token = ids.next();
    return campaigns.claim(campaign, token, LEASE, clock.instant()).flatMap(claimed -> plan(claimed, token));
  }

  private Mono<Void> plan(Campaign campaign, UUID token) {
    return audience.targets(campaign)
        .buffer(BATCH)
        .concatMap(batch -> write(campaign, token, batch))
        .takeWhile(stillOurs -> stillOurs)
        .then(campaigns.planned(campaign, token))
        .doOnSuccess(done -> announce(campaign));
  }

  private Mono<Boolean> write(Campaign campaign, UUID token, List<CampaignTarget> batch) {
    return campaigns.renew(campaign, token, LEASE)
        .flatMap(ours -> ours ? ledger.enqueueCampaign(campaign.wardId(), campaign.id(), batch).thenReturn(true) : Mono.just(false));
  }

  private void announce(Campaign campaign) {
    live.announce(campaign.wardId(), CampaignPlanner.TOPIC, campaign.id());
  }
}
