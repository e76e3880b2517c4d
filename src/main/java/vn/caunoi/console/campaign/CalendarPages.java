package vn.caunoi.console.campaign;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.calendar.EventCalendar;
import vn.caunoi.calendar.Occasion;
import vn.caunoi.campaign.OccasionDrafts;
import vn.caunoi.platform.VietnamTime;

/** The coming occasions and the notices that belong to them. */
@Controller
@RequestMapping("/calendar")
class CalendarPages {
  private static final int DAYS = 365;

  private final OccasionDrafts drafts;
  private final EventCalendar calendar;
  private final java.time.Clock clock;

  CalendarPages(OccasionDrafts drafts, EventCalendar calendar, java.time.Clock clock) {
    this.drafts = drafts;
    this.calendar = calendar;
    this.clock = clock;
  }

  record Day(String name, String basis, String date, long daysLeft, String key, int year, List<Notice> notices) {}

  record Notice(String lead, int daysBefore, String title, String day, boolean past, @Nullable UUID campaign, String status, String tone) {}

  record Wanted(@Nullable String occasion, int year, int daysBefore) {}

  @GetMapping
  Mono<Rendering> coming(@AuthenticationPrincipal CurrentAccount me) {
    var today = VietnamTime.dateOf(clock.instant());
    return drafts.coming(me.officer(), DAYS).map(planned -> {
      var days = new LinkedHashMap<Occasion, List<Notice>>();
      calendar.between(today, today.plusDays(DAYS)).forEach(occasion -> days.put(occasion,
          planned.stream().filter(p -> p.occasion().equals(occasion)).map(p -> notice(p, today)).toList()));
      return Rendering.view("campaign/calendar").modelAttribute("days", days.entrySet().stream().map(e -> day(e.getKey(), e.getValue(), today)).toList())
          .build();
    });
  }

  @PostMapping("/drafts")
  Mono<Rendering> draft(@AuthenticationPrincipal CurrentAccount me, @ModelAttribute Wanted wanted) {
    return Mono.defer(() -> drafts.draft(me.officer(), wanted.occasion() == null ? "" : wanted.occasion(), wanted.year(), wanted.daysBefore()))
        .map(c -> Rendering.redirectTo("/campaigns/" + c.id()).status(HttpStatus.SEE_OTHER).build());
  }

  private static Day day(Occasion o, List<Notice> notices, LocalDate today) {
    return new Day(o.name(), o.basis(), VietnamTime.day(o.date()), today.until(o.date(), java.time.temporal.ChronoUnit.DAYS), o.key(), o.date().getYear(), notices);
  }

  private static Notice notice(OccasionDrafts.Planned p, LocalDate today) {
    var campaign = p.campaign();
    return new Notice(p.lead().label(), p.lead().daysBefore(), p.lead().title(), VietnamTime.day(p.day()), p.day().isBefore(today),
        campaign == null ? null : campaign.id(), campaign == null ? "" : campaign.status().label(),
        campaign == null ? "" : CampaignPages.tone(campaign.status()));
  }
}
