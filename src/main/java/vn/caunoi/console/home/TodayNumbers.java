package vn.caunoi.console.home;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.calendar.EventCalendar;
import vn.caunoi.campaign.Campaign;
import vn.caunoi.campaign.CampaignPlanner;
import vn.caunoi.feedback.FeedbackBook;
import vn.caunoi.feedback.FeedbackSummary;
import vn.caunoi.platform.VietnamTime;
import vn.caunoi.scorecard.Period;
import vn.caunoi.scorecard.Scorecard;
import vn.caunoi.scorecard.ScoringDesk;
import vn.caunoi.tip.TipFilter.Folder;
import vn.caunoi.tip.TipInbox;
import vn.caunoi.ward.Officer;

/** Asks every capability for its number of the day. */
@Component
class TodayNumbers {
  private final TipInbox tips;
  private final CampaignPlanner campaigns;
  private final FeedbackBook feedback;
  private final ScoringDesk scoring;
  private final ChannelTroubles channels;
  private final EventCalendar calendar;
  private final Clock clock;

  TodayNumbers(TipInbox tips, CampaignPlanner campaigns, FeedbackBook feedback, ScoringDesk scoring, ChannelTroubles channels,
      EventCalendar calendar, Clock clock) {
    this.tips = tips;
    this.campaigns = campaigns;
    this.feedback = feedback;
    this.scoring = scoring;
    this.channels = channels;
    this.calendar = calendar;
    this.clock = clock;
  }

  Mono<Today> of(Officer me) {
    var today = VietnamTime.dateOf(clock.instant());
    return Mono.zip(tips.counts(me), campaigns.waiting(me), feedback.summary(me.ward(), today.withDayOfMonth(1), today, null),
            scoring.scorecard(me.ward(), Period.of(clock.instant())), latest(me), channels.of(me.ward()))
        .map(t -> new Today(t.getT2(), t.getT1().getOrDefault(Folder.OVERDUE, 0L), t.getT1().getOrDefault(Folder.NEW, 0L),
            t.getT1().getOrDefault(Folder.MINE, 0L), percent(t.getT3()), t.getT3().answered(), t.getT4().fraction(), notAssessed(t.getT4()),
            t.getT5().orElse(null), coming(), t.getT6()));
  }

  private Mono<Optional<Today.Latest>> latest(Officer me) {
    return campaigns.list(me, null, null, 20)
        .flatMapIterable(slice -> slice.items())
        .filter(c -> c.startedAt() != null).next()
        .flatMap(c -> reach(me, c)).map(Optional::of).defaultIfEmpty(Optional.empty());
  }

  private Mono<Today.Latest> reach(Officer me, Campaign c) {
    return campaigns.progress(me, c.id())
        .map(p -> new Today.Latest(c.id().toString(), c.title(), c.status().label(), p.accepted() + p.delivered() + p.seen(), p.total()));
  }

  private Today.Coming coming() {
    var today = VietnamTime.dateOf(clock.instant());
    return calendar.between(today, today.plusYears(1)).stream().findFirst()
        .map(o -> new Today.Coming(o.name(), VietnamTime.day(o.date()), ChronoUnit.DAYS.between(today, o.date()))).orElse(null);
  }

  private static @org.jspecify.annotations.Nullable String percent(FeedbackSummary summary) {
    var index = summary.index();
    return index == null || index.percent() == null ? null : String.format(Locale.of("vi"), "%.1f %%", index.percent());
  }

  private static long notAssessed(Scorecard card) {
    return card.notAssessed();
  }
}
