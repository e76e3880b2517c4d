package vn.caunoi.api;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.campaign.Campaign;
import vn.caunoi.campaign.CampaignPlanner;
import vn.caunoi.campaign.CampaignProgress;
import vn.caunoi.campaign.DryRun;
import vn.caunoi.campaign.NewCampaign;
import vn.caunoi.campaign.TemplateChoice;
import vn.caunoi.channel.MessageTemplates;
import vn.caunoi.contact.Audience;
import vn.caunoi.delivery.Delivery;
import vn.caunoi.delivery.DeliveryFate;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.Slice;

/** Campaigns for scripts. */
@RestController
@RequestMapping("/api/v1/campaigns")
class CampaignResource {
  private final CampaignPlanner planner;
  private final MessageTemplates templates;

  CampaignResource(CampaignPlanner planner, MessageTemplates templates) {
    this.planner = planner;
    this.templates = templates;
  }

  record Draft(@Nullable String title, @Nullable String body, @Nullable Whom audience, @Nullable String scheduleAt, @Nullable Template template) {
    NewCampaign toNew(@Nullable TemplateChoice choice) {
      return new NewCampaign(title == null ? "" : title, body == null ? "" : body, audience == null ? Audience.of(Set.of()) : audience.toAudience(),
          instant(scheduleAt), choice);
    }
  }

  /** An approved Zalo template for closed windows. {@code account} may be left out when only one account has it. */
  record Template(@Nullable String account, @Nullable String id, @Nullable Map<String, String> values) {
    static @Nullable Template of(@Nullable TemplateChoice choice) {
      return choice == null ? null : new Template(choice.accountId().toString(), choice.templateId(), choice.values());
    }
  }

  record Whom(@Nullable Boolean all, @Nullable List<String> groups) {
    Audience toAudience() {
      if (Boolean.TRUE.equals(all)) {
        return Audience.ALL;
      }
      return Audience.of(groups == null ? Set.of() : groups.stream().map(id -> id("audience", id)).collect(Collectors.toSet()));
    }

    static Whom of(Campaign campaign) {
      return campaign.toAll() ? new Whom(true, null) : new Whom(null, Stream.of(campaign.groups()).map(UUID::toString).toList());
    }
  }

  record Reason(@Nullable String reason) {}

  record View(String id, String status, @Nullable String statusReason, String title, String body, Whom audience, @Nullable Instant scheduleAt,
      @Nullable Instant launchAt, @Nullable String approvedDigest, Instant createdAt, @Nullable Instant startedAt, @Nullable Instant doneAt,
      @Nullable Template template) {
    static View of(Campaign c) {
      return new View(c.id().toString(), c.status().name(), c.statusReason(), c.title(), c.body(), Whom.of(c), c.scheduleAt(), c.launchAt(),
          c.approvedDigest(), c.createdAt(), c.startedAt(), c.doneAt(), Template.of(c.template()));
    }
  }

  record Row(String id, String status, @Nullable String reason, String route, @Nullable String group, Instant at) {
    static Row of(DeliveryFate fate) {
      return new Row(fate.id().toString(), fate.status().name(), fate.reason(), fate.route().name(),
          fate.groupId() == null ? null : fate.groupId().toString(), fate.at());
    }
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Mono<View> draft(@AuthenticationPrincipal CurrentAccount me, @RequestBody Draft body) {
    return choice(me, body.template()).flatMap(choice -> planner.draft(me.officer(), body.toNew(choice.orElse(null)))).map(View::of);
  }

  private Mono<Optional<TemplateChoice>> choice(CurrentAccount me, @Nullable Template wanted) {
    if (wanted == null) {
      return Mono.just(Optional.empty());
    }
    var account = wanted.account() == null ? null : id("template", wanted.account());
    return templates.of(me.ward()).filter(t -> t.id().equals(wanted.id()) && (account == null || t.accountId().equals(account))).next()
        .switchIfEmpty(Mono.error(() -> new InvalidInput("template", "Không có mẫu tin này trong phường.")))
        .map(t -> Optional.of(new TemplateChoice(t.accountId(), t.id(), wanted.values() == null ? Map.of() : wanted.values())));
  }

  @GetMapping
  Mono<Slice<View>> list(@AuthenticationPrincipal CurrentAccount me, @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String cursor, @RequestParam(defaultValue = "50") int limit) {
    return planner.list(me.officer(), status == null ? null : campaignStatus(status), cursor, Math.clamp(limit, 1, Slice.MAX_LIMIT))
        .map(slice -> slice.map(View::of));
  }

  @GetMapping("/{id}")
  Mono<View> get(@AuthenticationPrincipal CurrentAccount me, @PathVariable String id) {
    return planner.get(me.officer(), id("id", id)).map(View::of);
  }

  @PostMapping("/{id}/dry-run")
  Mono<DryRun> dryRun(@AuthenticationPrincipal CurrentAccount me, @PathVariable String id) {
    return planner.dryRun(me.officer(), id("id", id));
  }

  @PostMapping("/{id}/submit")
  Mono<View> submit(@AuthenticationPrincipal CurrentAccount me, @PathVariable String id) {
    return planner.submit(me.officer(), id("id", id)).map(View::of);
  }

  @PostMapping("/{id}/approve")
  Mono<View> approve(@AuthenticationPrincipal CurrentAccount me, @PathVariable String id) {
    return planner.approve(me.officer(), id("id", id)).map(View::of);
  }

  @PostMapping("/{id}/return")
  Mono<View> giveBack(@AuthenticationPrincipal CurrentAccount me, @PathVariable String id, @RequestBody Reason body) {
    return planner.giveBack(me.officer(), id("id", id), body.reason() == null ? "" : body.reason()).map(View::of);
  }

  @PostMapping("/{id}/confirm")
  Mono<View> confirm(@AuthenticationPrincipal CurrentAccount me, @PathVariable String id) {
    return planner.confirm(me.officer(), id("id", id)).map(View::of);
  }

  @PostMapping("/{id}/pause")
  Mono<View> pause(@AuthenticationPrincipal CurrentAccount me, @PathVariable String id) {
    return planner.pause(me.officer(), id("id", id)).map(View::of);
  }

  @PostMapping("/{id}/resume")
  Mono<View> resume(@AuthenticationPrincipal CurrentAccount me, @PathVariable String id) {
    return planner.resume(me.officer(), id("id", id)).map(View::of);
  }

  @PostMapping("/{id}/cancel")
  Mono<View> cancel(@AuthenticationPrincipal CurrentAccount me, @PathVariable String id) {
    return planner.cancel(me.officer(), id("id", id)).map(View::of);
  }

  @GetMapping("/{id}/progress")
  Mono<CampaignProgress> progress(@AuthenticationPrincipal CurrentAccount me, @PathVariable String id) {
    return planner.progress(me.officer(), id("id", id));
  }

  @GetMapping("/{id}/deliveries")
  Mono<Slice<Row>> deliveries(@AuthenticationPrincipal CurrentAccount me, @PathVariable String id,
      @RequestParam(required = false) @Nullable String status, @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return planner.deliveries(me.officer(), id("id", id), status == null ? null : deliveryStatus(status), cursor, Math.clamp(limit, 1, Slice.MAX_LIMIT))
        .map(slice -> slice.map(Row::of));
  }

  private static UUID id(String field, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidInput(field, "Mã không đúng dạng.");
    }
  }

  private static @Nullable Instant instant(@Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new InvalidInput("scheduleAt", "Thời điểm cần dạng ISO 8601 kèm múi giờ, ví dụ 2026-12-01T19:00:00+07:00.");
    }
  }

  private static Campaign.Status campaignStatus(String text) {
    try {
      return Campaign.Status.valueOf(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("status", "Không có trạng thái này.");
    }
  }

  private static Delivery.Status deliveryStatus(String text) {
    try {
      return Delivery.Status.valueOf(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("status", "Không có trạng thái này.");
    }
  }
}
