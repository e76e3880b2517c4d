package vn.caunoi.campaign;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.delivery.CampaignTarget;
import vn.caunoi.delivery.DeliveryLedger;
import vn.caunoi.platform.Ids;
import vn.caunoi.platform.LiveUpdates;
import vn.caunoi.schedule.ScheduledWork;
import vn.caunoi.ward.WardDirectory;

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
  private final CampaignRules rules;
  private final DeliveryLedger ledger;
  private final WardDirectory directory;
  private final LiveUpdates live;
  private final Ids ids;
  private final Clock clock;

  CampaignLaunch(Campaigns campaigns, CampaignAudience audience, CampaignRules rules, DeliveryLedger ledger, WardDirectory directory,
      LiveUpdates live, Ids ids, Clock clock) {
    this.campaigns = campaigns;
    this.audience = audience;
    this.rules = rules;
    this.ledger = ledger;
    this.directory = directory;
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
    var now = clock.instant();
    if (campaign.status() == Campaign.Status.SCHEDULED && campaign.launchAt() != null && !now.isBefore(campaign.launchAt())) {
      var objection = campaign.digest().equals(campaign.approvedDigest()) ? rules.objection(campaign.launchAt(), now)
          : "Nội dung đã khác bản được duyệt.";
      if (objection != null) {
        log.warn("campaign waits for confirmation campaign={}", campaign.id());
        return campaigns.askAgain(campaign, objection).doOnNext(changed -> announce(campaign)).then();
      }
    }
    var token = ids.next();
    return campaigns.claim(campaign, token, LEASE, now).flatMap(claimed -> plan(claimed, token));
  }

  private Mono<Void> plan(Campaign campaign, UUID token) {
    return directory.get(campaign.wardId()).map(ward -> rules.message(ward, campaign.body()))
        .flatMapMany(message -> audience.routed(campaign.wardId(), campaign.audience()).map(routed -> target(routed, message)))
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

  private static CampaignTarget target(CampaignAudience.Routed routed, OutboundMessage message) {
    var candidate = routed.candidate();
    var road = routed.road();
    return road.to() == null
        ? CampaignTarget.skipped(candidate.contactId(), candidate.groupId(), String.valueOf(road.reason()))
        : CampaignTarget.contact(candidate.contactId(), candidate.groupId(), road.route(), road.to().address(), message);
  }

  private void announce(Campaign campaign) {
    live.announce(campaign.wardId(), CampaignPlanner.TOPIC, campaign.id());
  }
}
