package vn.caunoi.console.campaign;

import java.time.Duration;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.campaign.Campaign;
import vn.caunoi.campaign.CampaignPlanner;
import vn.caunoi.campaign.CampaignProgress;
import vn.caunoi.delivery.DeliveryNotes;
import vn.caunoi.platform.LiveUpdates;

/** The moving part of a campaign's page: the bar, and the hints that it has moved. */
@Controller
class CampaignLive {
  private static final Duration HEARTBEAT = Duration.ofSeconds(20);

  private final CampaignPlanner planner;
  private final LiveUpdates live;

  CampaignLive(CampaignPlanner planner, LiveUpdates live) {
    this.planner = planner;
    this.live = live;
  }

  @GetMapping("/campaigns/{id}/progress")
  Mono<Rendering> progress(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return planner.progress(me.officer(), id).zipWhen(p -> planner.notes(me.officer(), id, p), CampaignLive::progress);
  }

  private static Rendering progress(CampaignProgress p, DeliveryNotes notes) {
    return Rendering.view("campaign/progress").modelAttribute("p", p).modelAttribute("bar", Bar.of(p, notes.readInGroup()))
        .modelAttribute("waiting", Review.waiting(notes.waiting())).modelAttribute("label", Campaign.Status.valueOf(p.status()).label()).build();
  }

  /** Tells the page to fetch again; at most twice a second. */
  @GetMapping(path = "/campaigns/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @ResponseBody
  Flux<ServerSentEvent<String>> events(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    var changes = live.of(me.ward(), "delivery", CampaignPlanner.TOPIC).filter(a -> a.id().equals(id))
        .sample(Duration.ofMillis(500)).map(a -> ServerSentEvent.<String>builder().event(a.topic()).data(id.toString()).build());
    var heartbeat = Flux.interval(HEARTBEAT).map(i -> ServerSentEvent.<String>builder().comment("còn đây").build());
    return planner.get(me.officer(), id).thenMany(Flux.merge(changes, heartbeat));
  }
}
