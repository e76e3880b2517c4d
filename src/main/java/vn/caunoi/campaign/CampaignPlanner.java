package vn.caunoi.campaign;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.audit.AuditEntry;
import vn.caunoi.audit.AuditTrail;
import vn.caunoi.delivery.Delivery;
import vn.caunoi.delivery.DeliveryFate;
import vn.caunoi.delivery.DeliveryLedger;
import vn.caunoi.delivery.DeliveryNotes;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.Forbidden;
import vn.caunoi.platform.Ids;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.LiveUpdates;
import vn.caunoi.platform.Slice;
import vn.caunoi.schedule.Timetable;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.WardDirectory;

/** The door for people: draft, dry run, submit, a second person approves, then watch, pause or cancel. */
@Component
public class CampaignPlanner {
  /** The topic of {@link LiveUpdates} for a campaign's own state; its numbers come on {@code delivery}. */
  public static final String TOPIC = "campaign";

  private final Campaigns campaigns;
  private final CampaignAudience audience;
  private final TemplateCheck templates;
  private final CampaignRules rules;
  private final DeliveryLedger ledger;
  private final WardDirectory directory;
  private final Timetable timetable;
  private final AuditTrail audit;
  private final TransactionalOperator transactions;
  private final LiveUpdates live;
  private final JsonMapper json;
  private final Ids ids;
  private final Clock clock;

  CampaignPlanner(Campaigns campaigns, CampaignAudience audience, TemplateCheck templates, CampaignRules rules, DeliveryLedger ledger, WardDirectory directory,
      Timetable timetable, AuditTrail audit, TransactionalOperator transactions, LiveUpdates live, JsonMapper json, Ids ids, Clock clock) {
    this.campaigns = campaigns;
    this.audience = audience;
    this.templates = templates;
    this.rules = rules;
    this.ledger = ledger;
    this.directory = directory;
    this.timetable = timetable;
    this.audit = audit;
    this.transactions = transactions;
    this.live = live;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
  }

  public Mono<Campaign> draft(Officer by, NewCampaign wanted) {
    return check(by, wanted).then(Mono.defer(() -> {
      var campaign = fresh(by.ward(), by.id(), wanted, null);
      return campaigns.insert(campaign).then(audit.record(entry(by, campaign, "campaign_drafted"))).thenReturn(campaign);
    })).as(transactions::transactional);
  }

  /** Changes the author's text while it is still the author's. */
  public Mono<Campaign> edit(Officer by, UUID id, NewCampaign wanted) {
    return check(by, wanted).then(campaigns.get(by.ward(), id)).map(c -> {
      if (!c.status().isEditable()) {
        throw new Conflict("Chiến dịch đang ở trạng thái “%s” nên không sửa được; hãy trả lại trước.".formatted(c.status().label()));
      }
      return new Campaign(c.wardId(), c.id(), wanted.title(), wanted.body(), wanted.audience().all(), wanted.groupIds(), wanted.scheduleAt(), null,
          Campaign.Status.DRAFT, null, c.authorId() == null ? by.id() : c.authorId(), null, null, null, c.occasion(), null, c.createdAt(), null, null, c.version(),
          wanted.template());
    }).flatMap(campaigns::save).delayUntil(c -> audit.record(entry(by, c, "campaign_edited"))).as(transactions::transactional);
  }

  /** Counts who would be reached and how, by the code that sends; kept beside the campaign to compare with what really happened. */
  public Mono<DryRun> dryRun(Officer by, UUID id) {
    return campaigns.get(by.ward(), id).flatMap(c -> {
      var now = clock.instant();
      var at = c.scheduleAt() == null || c.scheduleAt().isBefore(now) ? now : c.scheduleAt();
      return audience.dryRun(c, at)
          .delayUntil(result -> campaigns.keepDryRun(c.wardId(), c.id(), json.writeValueAsString(result)));
    });
  }

  /** The last dry run; empty when there was none. */
  public Mono<DryRun> lastDryRun(Campaign campaign) {
    return Mono.justOrEmpty(campaign.dryRun()).map(text -> json.readValue(text, DryRun.class));
  }

  public Mono<Campaign> submit(Officer by, UUID id) {
    return checkWriter(by).then(checkTemplate(by, id)).then(decide(by, id, "campaign_submitted", c -> c.submit(by)));
  }

  /** Sets the alarm after the commit; should the process die in between, the reconciler sets it. */
  public Mono<Campaign> approve(Officer by, UUID id) {
    return checkTemplate(by, id).then(decide(by, id, "campaign_approved", c -> c.approve(by, clock.instant()))).delayUntil(this::setAlarm);
  }

  public Mono<Campaign> giveBack(Officer by, UUID id, String reason) {
    if (reason.isBlank() || reason.length() > 500) {
      return Mono.error(() -> new InvalidInput("reason", "Hãy ghi lý do trả lại, tối đa 500 ký tự."));
    }
    return decide(by, id, "campaign_returned", c -> c.giveBack(by, reason.strip()));
  }

  /** A stale or out-of-hours schedule goes on after all, now. */
  public Mono<Campaign> confirm(Officer by, UUID id) {
    return decide(by, id, "campaign_confirmed", c -> c.confirm(by, clock.instant())).delayUntil(this::setAlarm);
  }

  public Mono<Campaign> pause(Officer by, UUID id) {
    return checkWriter(by).then(decide(by, id, "campaign_paused", Campaign::pause, c -> ledger.holdCampaign(c.wardId(), c.id())));
  }

  /** Planning that was interrupted by the pause is taken up again: targets that are planned already stay as they are. */
  public Mono<Campaign> resume(Officer by, UUID id) {
    return checkWriter(by).then(decide(by, id, "campaign_resumed", c -> c.resumeFrom(clock.instant()), c -> ledger.releaseCampaign(c.wardId(), c.id())))
        .delayUntil(this::setAlarm);
  }

  public Mono<Campaign> cancel(Officer by, UUID id) {
    return checkWriter(by).then(decide(by, id, "campaign_cancelled", Campaign::cancel, c -> ledger.cancelCampaign(c.wardId(), c.id())))
        .delayUntil(c -> timetable.cancel(CampaignLaunch.KIND, c.id()));
  }

  public Mono<Campaign> get(Officer by, UUID id) {
    return campaigns.get(by.ward(), id);
  }

  public Mono<Slice<Campaign>> list(Officer by, Campaign.@Nullable Status status, @Nullable String cursor, int limit) {
    return Mono.defer(() -> campaigns.list(by.ward(), status, cursor == null ? null : UUID.fromString(cursor), limit + 1).collectList())
        .onErrorMap(IllegalArgumentException.class, e -> new InvalidInput("cursor", "Con trỏ trang không đúng."))
        .map(found -> Slice.of(found, limit, c -> c.id().toString()));
  }

  /** How many wait for a commander: to be approved, or to be confirmed. */
  public Mono<Long> waiting(Officer by) {
    return campaigns.count(by.ward(), Campaign.Status.SUBMITTED)
        .zipWith(campaigns.count(by.ward(), Campaign.Status.CONFIRM), Long::sum);
  }

  public Mono<CampaignProgress> progress(Officer by, UUID id) {
    return campaigns.get(by.ward(), id).flatMap(c -> ledger.tally(c.wardId(), id).map(tally -> CampaignProgress.of(c, tally)));
  }

  /** What stands beside the progress: who reads it in a group, and why planned messages wait if nothing moves. */
  public Mono<DeliveryNotes> notes(Officer by, UUID id, CampaignProgress progress) {
    return campaigns.get(by.ward(), id)
        .flatMap(c -> ledger.notes(c.wardId(), id, progress.planned() > 0 && progress.claimed() == 0 && progress.ratePerSecond() == 0));
  }

  public Mono<Slice<DeliveryFate>> deliveries(Officer by, UUID id, Delivery.@Nullable Status status, @Nullable String cursor, int limit) {
    return campaigns.get(by.ward(), id).flatMap(c -> ledger.deliveries(c.wardId(), id, status, cursor, limit));
  }

  /** The text as a resident gets it. */
  public Mono<String> preview(Campaign campaign) {
    return directory.get(campaign.wardId()).map(ward -> rules.message(ward, campaign.body()).text());
  }

  /** Null when a notice may leave now; else a sentence that says why not. */
  public @Nullable String objectionNow() {
    return rules.objection(clock.instant(), clock.instant());
  }

  /** The allowed hours as people read them: {@code 07:00–21:00}. */
  public String allowedHours() {
    return rules.hours().from() + "–" + rules.hours().to();
  }

  Campaign fresh(UUID ward, @Nullable UUID author, NewCampaign wanted, @Nullable String occasion) {
    return new Campaign(ward, ids.next(), wanted.title(), wanted.body(), wanted.audience().all(), wanted.groupIds(), wanted.scheduleAt(), null,
        Campaign.Status.DRAFT, null, author, null, null, null, occasion, null, clock.instant(), null, null, 0, wanted.template());
  }

  private Mono<Campaign> decide(Officer by, UUID id, String action, UnaryOperator<Campaign> decision) {
    return decide(by, id, action, decision, c -> Mono.empty());
  }

  /** One transaction: the new state, what it means for the ledger, and the audit entry. */
  private Mono<Campaign> decide(Officer by, UUID id, String action, UnaryOperator<Campaign> decision, Function<Campaign, Mono<Void>> effect) {
    return campaigns.get(by.ward(), id).map(decision).flatMap(campaigns::save)
        .delayUntil(effect)
        .delayUntil(c -> audit.record(entry(by, c, action).with("digest", c.digest())))
        .as(transactions::transactional)
        .doOnNext(this::announce);
  }

  private Mono<Void> setAlarm(Campaign campaign) {
    return campaign.launchAt() == null ? Mono.empty() : timetable.at(CampaignLaunch.KIND, campaign.id(), campaign.launchAt());
  }

  private void announce(Campaign campaign) {
    live.announce(campaign.wardId(), TOPIC, campaign.id());
  }

  private Mono<Void> check(Officer by, NewCampaign wanted) {
    return checkWriter(by).thenMany(directory.groups(by.ward())).map(group -> group.id()).collectList()
        .flatMap(known -> known.containsAll(wanted.groups()) ? Mono.empty()
            : Mono.error(new InvalidInput("audience", "Có tổ dân phố không thuộc phường này hoặc đã ngừng hoạt động.")))
        .then(Mono.defer(() -> templates.pass(by.ward(), wanted.audience(), wanted.template())));
  }

  /** The network may have thought better of a template since the draft. */
  private Mono<Void> checkTemplate(Officer by, UUID id) {
    return campaigns.get(by.ward(), id).flatMap(c -> templates.objection(c.wardId(), c.audience(), c.template()))
        .flatMap(why -> Mono.error(new Conflict(why)));
  }

  private static Mono<Void> checkWriter(Officer by) {
    return by.hasRole(Role.OFFICER, Role.DUTY, Role.COMMANDER) ? Mono.empty()
        : Mono.error(() -> new Forbidden("Chỉ cán bộ của phường được soạn và điều khiển chiến dịch."));
  }

  private static AuditEntry entry(Officer by, Campaign campaign, String action) {
    return AuditEntry.of(campaign.wardId(), by.id(), action, "campaign", campaign.id()).with("status", campaign.status());
  }
}
