package vn.caunoi.console.campaign;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.campaign.Campaign;
import vn.caunoi.campaign.CampaignPlanner;
import vn.caunoi.channel.MessageTemplate;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.WardDirectory;

/** Write, look at who would be reached, have it approved, watch it go out. */
@Controller
@RequestMapping("/campaigns")
class CampaignPages {
  private static final int PAGE = 30;

  private final CampaignPlanner planner;
  private final WardDirectory directory;
  private final TemplateFields fields;

  CampaignPages(CampaignPlanner planner, WardDirectory directory, TemplateFields fields) {
    this.planner = planner;
    this.fields = fields;
    this.directory = directory;
  }

  @GetMapping
  Mono<Rendering> list(@AuthenticationPrincipal CurrentAccount me, @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String cursor) {
    var wanted = status == null || status.isBlank() ? null : Campaign.Status.valueOf(status);
    return planner.list(me.officer(), wanted, cursor, PAGE).map(slice -> Rendering.view("campaign/list")
        .modelAttribute("rows", slice.items().stream().map(Row::of).toList())
        .modelAttribute("next", slice.nextCursor() == null ? "" : slice.nextCursor())
        .modelAttribute("status", wanted == null ? "" : wanted.name())
        .build());
  }

  record Row(UUID id, String title, String status, String tone, String when, String whom) {
    static Row of(Campaign c) {
      var when = c.launchAt() != null ? c.launchAt() : c.scheduleAt();
      return new Row(c.id(), c.title(), c.status().label(), CampaignPages.tone(c.status()), Review.moment(when), c.toAll() ? "Toàn phường" : c.groups().length + " tổ");
    }
  }

  @GetMapping("/new")
  Mono<Rendering> compose(@AuthenticationPrincipal CurrentAccount me) {
    return form(me, CampaignForm.empty(), Map.of(), null, "").map(page -> page.build());
  }

  @PostMapping
  Mono<Rendering> add(@AuthenticationPrincipal CurrentAccount me, @ModelAttribute CampaignForm form, ServerWebExchange exchange) {
    return exchange.getFormData().flatMap(posted -> Mono.fromSupplier(() -> form.toNew(TemplateFields.choice(form.template(), posted)))
        .flatMap(wanted -> planner.draft(me.officer(), wanted)).map(c -> to(c.id()))
        .onErrorResume(InvalidInput.class, e -> again(me, form, TemplateFields.values(posted), null, e)));
  }

  @PostMapping("/{id}")
  Mono<Rendering> change(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id, @ModelAttribute CampaignForm form, ServerWebExchange exchange) {
    return exchange.getFormData().flatMap(posted -> Mono.fromSupplier(() -> form.toNew(TemplateFields.choice(form.template(), posted)))
        .flatMap(wanted -> planner.edit(me.officer(), id, wanted)).map(c -> to(id))
        .onErrorResume(InvalidInput.class, e -> again(me, form, TemplateFields.values(posted), id, e)));
  }

  /** The fields of a template, when one is chosen in the form. */
  @GetMapping("/template-fields")
  Mono<Rendering> templateFields(@AuthenticationPrincipal CurrentAccount me, @RequestParam(defaultValue = "") String template) {
    return fields.fields(me.ward(), template, Map.of())
        .map(list -> Rendering.view("campaign/template :: fields").modelAttribute("templateFields", list).build());
  }

  @GetMapping("/{id}/edit")
  Mono<Rendering> edit(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return planner.get(me.officer(), id)
        .flatMap(c -> form(me, CampaignForm.of(c), c.template() == null ? Map.of() : c.template().values(), id, "")).map(page -> page.build());
  }

  /** A draft is counted anew each time it is looked at; afterwards the promise is kept to compare with. */
  @GetMapping("/{id}")
  Mono<Rendering> show(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return planner.get(me.officer(), id).flatMap(c -> {
      boolean before = c.startedAt() == null && c.status() != Campaign.Status.CANCELLED;
      var run = before ? planner.dryRun(me.officer(), id) : planner.lastDryRun(c);
      var form = CampaignForm.of(c);
      var template = fields.find(me.ward(), form.template()).map(MessageTemplate::name).defaultIfEmpty("");
      return Mono.zip(planner.preview(c), names(c), run.map(Review::new).map(List::of).defaultIfEmpty(List.of()), template)
          .map(t -> page(me.officer(), c, t.getT1(), t.getT2(), t.getT3(), t.getT4()));
    });
  }

  private Rendering page(Officer me, Campaign c, String preview, Names names, List<Review> review, String template) {
    boolean mine = me.id().equals(c.authorId()) || me.id().equals(c.submittedBy());
    return Rendering.view("campaign/show")
        .modelAttribute("c", c).modelAttribute("status", c.status().name()).modelAttribute("label", c.status().label()).modelAttribute("tone", tone(c.status()))
        .modelAttribute("template", template).modelAttribute("templateLines", Review.templateLines(c.template()))
        .modelAttribute("preview", preview).modelAttribute("names", names)
        .modelAttribute("review", review.isEmpty() ? null : review.getFirst())
        .modelAttribute("moment", Review.moment(c.launchAt() != null ? c.launchAt() : c.scheduleAt()))
        .modelAttribute("editable", c.status().isEditable())
        .modelAttribute("mayApprove", c.status() == Campaign.Status.SUBMITTED && me.hasRole(Role.COMMANDER) && !mine)
        .modelAttribute("own", c.status() == Campaign.Status.SUBMITTED && mine)
        .modelAttribute("mayConfirm", c.status() == Campaign.Status.CONFIRM && me.hasRole(Role.COMMANDER))
        .modelAttribute("started", c.startedAt() != null)
        .modelAttribute("outOfHours", c.startedAt() == null && c.scheduleAt() == null && planner.objectionNow() != null)
        .modelAttribute("hours", planner.allowedHours())
        .build();
  }

  record Names(String author, String approver, String whom) {}

  private Mono<Names> names(Campaign c) {
    var whom = c.toAll() ? Mono.just("toàn phường") : directory.groups(c.wardId()).filter(g -> c.audience().groups().contains(g.id()))
        .map(ResidentialGroup::name).collectList().map(list -> String.join(", ", list));
    return Mono.zip(name(c.authorId(), "hệ thống, theo lịch"), name(c.approvedBy(), ""), whom).map(t -> new Names(t.getT1(), t.getT2(), t.getT3()));
  }

  private Mono<String> name(@Nullable UUID officer, String otherwise) {
    return officer == null ? Mono.just(otherwise) : directory.officer(officer).map(Officer::displayName);
  }

  @PostMapping("/{id}/submit")
  Mono<Rendering> submit(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return act(me, id, planner::submit);
  }

  @PostMapping("/{id}/approve")
  Mono<Rendering> approve(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return act(me, id, planner::approve);
  }

  @PostMapping("/{id}/return")
  Mono<Rendering> giveBack(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id, @ModelAttribute Reason form) {
    return act(me, id, (by, campaign) -> planner.giveBack(by, campaign, form.reason() == null ? "" : form.reason()));
  }

  record Reason(@Nullable String reason) {}

  @PostMapping("/{id}/confirm")
  Mono<Rendering> confirm(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return act(me, id, planner::confirm);
  }

  @PostMapping("/{id}/pause")
  Mono<Rendering> pause(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return act(me, id, planner::pause);
  }

  @PostMapping("/{id}/resume")
  Mono<Rendering> resume(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return act(me, id, planner::resume);
  }

  @PostMapping("/{id}/cancel")
  Mono<Rendering> cancel(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return act(me, id, planner::cancel);
  }

  private static Mono<Rendering> act(CurrentAccount me, UUID id, BiFunction<Officer, UUID, Mono<Campaign>> verb) {
    return verb.apply(me.officer(), id).thenReturn(to(id));
  }

  private static Rendering to(UUID id) {
    return Rendering.redirectTo("/campaigns/" + id).status(HttpStatus.SEE_OTHER).build();
  }

  private Mono<Rendering> again(CurrentAccount me, CampaignForm form, Map<String, String> values, @Nullable UUID id, InvalidInput error) {
    return form(me, form, values, id, String.valueOf(error.getMessage())).map(page -> page.status(HttpStatus.BAD_REQUEST).build());
  }

  /** {@code values} are those of the template's places, as they are or as they were typed. */
  private Mono<Rendering.Builder<?>> form(CurrentAccount me, CampaignForm form, Map<String, String> values, @Nullable UUID id, String error) {
    return Mono.zip(groups(me), fields.choices(me.ward()), fields.fields(me.ward(), form.template(), values))
        .map(t -> Rendering.view("campaign/form").modelAttribute("form", form).modelAttribute("allGroups", t.getT1())
            .modelAttribute("templates", t.getT2()).modelAttribute("templateFields", t.getT3())
            .modelAttribute("id", id == null ? "" : id.toString()).modelAttribute("error", error).modelAttribute("hours", planner.allowedHours()));
  }

  private Mono<List<ResidentialGroup>> groups(CurrentAccount me) {
    return directory.groups(me.ward()).collectList();
  }

  static String tone(Campaign.Status status) {
    return switch (status) {
      case SUBMITTED, CONFIRM, PAUSED -> "soon";
      case RETURNED -> "danger";
      case APPROVED, SCHEDULED, LAUNCHING, RUNNING -> "accent";
      case DONE -> "done";
      case DRAFT, CANCELLED -> "";
    };
  }
}
