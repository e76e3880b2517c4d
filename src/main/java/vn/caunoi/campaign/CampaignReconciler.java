package vn.caunoi.campaign;

import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.schedule.RecurringWork;
import vn.caunoi.schedule.Timetable;

/**
 * The table is the truth and Quartz only the alarm clock, in transactions of their own: this sets alarms that a crash lost, and takes up
 * planning whose node died.
 */
@Component
class CampaignReconciler implements RecurringWork {
  private final Campaigns campaigns;
  private final CampaignLaunch launch;
  private final Timetable timetable;

  CampaignReconciler(Campaigns campaigns, CampaignLaunch launch, Timetable timetable) {
    this.campaigns = campaigns;
    this.launch = launch;
    this.timetable = timetable;
  }

  @Override
  public String name() {
    return "campaign-reconciler";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(2);
  }

  @Override
  public Mono<Void> run() {
    return campaigns.everywhere(Campaign.Status.SCHEDULED)
        .filter(c -> c.launchAt() != null)
        .concatMap(c -> timetable.at(CampaignLaunch.KIND, c.id(), c.launchAt()))
        .thenMany(campaigns.everywhere(Campaign.Status.LAUNCHING))
        .concatMap(c -> launch.fire(c.id()))
        .then();
  }
}
