package vn.caunoi.campaign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.audit.AuditEntry;
import vn.caunoi.audit.AuditTrail;
import vn.caunoi.calendar.EventCalendar;
import vn.caunoi.calendar.Occasion;
import vn.caunoi.contact.Audience;
import vn.caunoi.platform.NotFound;
import vn.caunoi.platform.VietnamTime;
import vn.caunoi.schedule.RecurringWork;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.WardDirectory;

/** Turns occasions of the event calendar into draft campaigns: by a click, or by itself some days ahead. One campaign per occasion and lead. */
@Component
public class OccasionDrafts implements RecurringWork {
  /** When a reminder leaves on its day, in Vietnam. */
  private static final LocalTime HOUR = LocalTime.of(8, 0);

  private final EventCalendar calendar;
  private final Campaigns campaigns;
  private final CampaignPlanner planner;
  private final CampaignRules rules;
  private final WardDirectory directory;
  private final AuditTrail audit;
  private final TransactionalOperator transactions;
  private final Clock clock;

  OccasionDrafts(EventCalendar calendar, Campaigns campaigns, CampaignPlanner planner, CampaignRules rules, WardDirectory directory,
      AuditTrail audit, TransactionalOperator transactions, Clock clock) {
    this.calendar = calendar;
    this.campaigns = campaigns;
    this.planner = planner;
    this.rules = rules;
    this.directory = directory;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** One notice of one occasion. {@code campaign} is null while there is none. */
  public record Planned(Occasion occasion, Occasion.Lead lead, LocalDate day, @Nullable Campaign campaign) {}

  /** The notices of the coming occasions of a ward with the campaigns made for them, in order of the day they leave. */
  public Mono<List<Planned>> coming(Officer by, int days) {
    var today = VietnamTime.dateOf(clock.instant());
    var occasions = calendar.between(today, today.plusDays(days));
    var keys = occasions.stream().flatMap(o -> o.leads().stream().map(lead -> key(o, lead))).toArray(String[]::new);
    return campaigns.madeFor(by.ward(), keys).collect(Collectors.toMap(c -> String.valueOf(c.occasion()), c -> c))
        .map(made -> planned(occasions, made));
  }

  private static List<Planned> planned(List<Occasion> occasions, Map<String, Campaign> made) {
    return occasions.stream()
        .flatMap(o -> o.leads().stream().map(lead -> new Planned(o, lead, o.dayOf(lead), made.get(key(o, lead)))))
        .toList();
  }

  /** Makes the draft for one lead, or gives the one that is there. */
  public Mono<Campaign> draft(Officer by, String occasionKey, int year, int daysBefore) {
    var occasion = calendar.find(occasionKey, year).orElseThrow(() -> new NotFound("Không có dịp này trong lịch."));
    var lead = occasion.leads().stream().filter(l -> l.daysBefore() == daysBefore).findFirst()
        .orElseThrow(() -> new NotFound("Dịp này không có mốc đó."));
    return make(by.ward(), by.id(), occasion, lead)
        .then(campaigns.madeFor(by.ward(), new String[] {key(occasion, lead)}).next());
  }

  @Override
  public String name() {
    return "occasion-drafts";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  /** Every ward gets its drafts {@code draftDaysAhead} days before they are to leave, so that there is time to change and approve them. */
  @Override
  public Mono<Void> run() {
    var today = VietnamTime.dateOf(clock.instant());
    var until = today.plusDays(rules.draftDaysAhead());
    var due = calendar.between(today.minusDays(31), until.plusDays(366)).stream()
        .flatMap(o -> o.leads().stream().map(lead -> new Planned(o, lead, o.dayOf(lead), null)))
        .filter(p -> !p.day().isBefore(today) && !p.day().isAfter(until))
        .toList();
    return directory.wards().concatMap(ward -> Flux.fromIterable(due).concatMap(p -> make(ward.id(), null, p.occasion(), p.lead()))).then();
  }

  private Mono<Void> make(UUID ward, @Nullable UUID author, Occasion occasion, Occasion.Lead lead) {
    var campaign = planner.fresh(ward, author, new NewCampaign(lead.title(), lead.body(), Audience.ALL, leavesAt(occasion, lead)), key(occasion, lead));
    return campaigns.insert(campaign)
        .filter(added -> added)
        .delayUntil(added -> audit.record(AuditEntry.of(ward, author, "campaign_drafted", "campaign", campaign.id()).with("occasion", occasion.key())))
        .as(transactions::transactional)
        .then();
  }

  private @Nullable Instant leavesAt(Occasion occasion, Occasion.Lead lead) {
    var at = VietnamTime.at(occasion.dayOf(lead).atTime(HOUR));
    return at.isAfter(clock.instant()) ? at : null;
  }

  private static String key(Occasion occasion, Occasion.Lead lead) {
    return "%s/%s/%s".formatted(occasion.key(), occasion.date(), lead.label());
  }
}
