package vn.caunoi.campaign;

import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.campaign.CampaignMeans.Means;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.contact.Audiences;
import vn.caunoi.contact.Candidate;
import vn.caunoi.contact.Consent;
import vn.caunoi.delivery.CampaignTarget;
import vn.caunoi.delivery.Route;
import vn.caunoi.ward.Ward;
import vn.caunoi.ward.WardDirectory;

/** Goes through everybody whom a campaign is for and picks a road to each; the dry run counts the roads, the launch takes them. */
@Component
class CampaignAudience {

  /** One resident and the road to them. */
  record Routed(Candidate candidate, RoutePlanner.Road road) {}

  private final Audiences audiences;
  private final CampaignMeans means;
  private final WardDirectory directory;
  private final CampaignRules rules;
  private final Clock clock;

  CampaignAudience(Audiences audiences, CampaignMeans means, WardDirectory directory, CampaignRules rules, Clock clock) {
    this.audiences = audiences;
    this.means = means;
    this.directory = directory;
    this.rules = rules;
    this.clock = clock;
  }

  /** What goes out now: first the posts, one for each group, then everybody in pages, so any size. */
  Flux<CampaignTarget> targets(Campaign campaign) {
    return Mono.zip(directory.get(campaign.wardId()), means.of(campaign)).flatMapMany(both -> targets(campaign, both.getT1(), both.getT2()));
  }

  private Flux<CampaignTarget> targets(Campaign campaign, Ward ward, Means with) {
    var message = rules.message(ward, campaign.body());
    var posts = with.posts(campaign.audience()).stream()
        .map(chat -> CampaignTarget.post(chat.groupId(), Route.ZALO_GROUP, chat.address(), message));
    return Flux.concat(Flux.fromStream(posts),
        routed(campaign, with, clock.instant()).map(routed -> target(routed, words(campaign, ward, with, routed, message))));
  }

  /** What a launch at {@code at} would do: the windows are those of that moment, the groups those of now. */
  Mono<DryRun> dryRun(Campaign campaign, Instant at) {
    return means.of(campaign).flatMap(with -> routed(campaign, with, at)
        .reduceWith(() -> new DryRunTally(with.posts(campaign.audience())), DryRunTally::add)
        .map(tally -> tally.result(at, with.accounts().values())));
  }

  private Flux<Routed> routed(Campaign campaign, Means with, Instant at) {
    var planner = with.planner(at);
    return audiences.candidates(campaign.wardId(), campaign.audience(), Consent.Purpose.NOTICES)
        .map(candidate -> new Routed(candidate, planner.roadTo(candidate)));
  }

  private static OutboundMessage words(Campaign campaign, Ward ward, Means with, Routed routed, OutboundMessage message) {
    return routed.road().route() == Route.ZALO_TEMPLATE && campaign.template() != null
        ? campaign.template().message(with.nameOf(routed.candidate().groupId()), ward.name()) : message;
  }

  private static CampaignTarget target(Routed routed, OutboundMessage words) {
    var candidate = routed.candidate();
    var road = routed.road();
    if (road.to() != null) {
      return CampaignTarget.contact(candidate.contactId(), candidate.groupId(), road.route(), road.to().address(), words);
    }
    return road.route() == Route.ZALO_GROUP
        ? CampaignTarget.byPost(candidate.contactId(), candidate.groupId(), String.valueOf(road.reason()))
        : CampaignTarget.skipped(candidate.contactId(), candidate.groupId(), String.valueOf(road.reason()));
  }
}
