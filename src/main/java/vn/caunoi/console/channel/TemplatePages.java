package vn.caunoi.console.channel;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.audit.AuditEntry;
import vn.caunoi.audit.AuditTrail;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.MessageTemplate;
import vn.caunoi.channel.MessageTemplates;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.NotFound;
import vn.caunoi.platform.VietnamTime;

/** The approved Zalo templates (ZBS): what there is, what each takes and costs, and a trial to an administrator's own phone. */
@Controller
@RequestMapping("/settings/templates")
class TemplatePages {
  private static final String VALUE = "v.";

  private final MessageTemplates templates;
  private final ChannelAccounts accounts;
  private final AuditTrail audit;

  TemplatePages(MessageTemplates templates, ChannelAccounts accounts, AuditTrail audit) {
    this.templates = templates;
    this.accounts = accounts;
    this.audit = audit;
  }

  /** One OA with its list. {@code readAt} is empty while it was never read; {@code trouble} says why it could not be. */
  record Shelf(ChannelAccount account, String readAt, @Nullable String trouble, List<TemplateRow> rows) {}

  @GetMapping
  Mono<Rendering> list(@AuthenticationPrincipal CurrentAccount me) {
    return shelves(me).map(shelves -> Rendering.view("channel/templates").modelAttribute("shelves", shelves).modelAttribute("error", "").build());
  }

  @PostMapping("/{account}/read")
  Mono<Rendering> read(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID account) {
    return templates.synchronise(me.ward(), account)
        .map(count -> Rendering.redirectTo("/settings/templates").status(HttpStatus.SEE_OTHER).<Rendering>build())
        .onErrorResume(Conflict.class, e -> shelves(me).map(shelves -> Rendering.view("channel/templates").modelAttribute("shelves", shelves)
            .modelAttribute("error", e.getMessage()).status(HttpStatus.CONFLICT).build()));
  }

  @GetMapping("/{account}/{template}")
  Mono<Rendering> one(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID account, @PathVariable String template) {
    return find(me, account, template).map(found -> page(found, Map.of(), "", "", ""));
  }

  /** The audit entry comes first: a message leaves the house, though only to an administrator. */
  @PostMapping("/{account}/{template}/trial")
  Mono<Rendering> trial(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID account, @PathVariable String template,
      ServerWebExchange exchange) {
    return Mono.zip(find(me, account, template), exchange.getFormData()).flatMap(both -> {
      var values = values(both.getT2());
      var phone = String.valueOf(both.getT2().getFirst("phone")).strip();
      return Mono.fromSupplier(() -> TrialPhone.parse(phone))
          .delayUntil(number -> audit.record(AuditEntry.of(me.ward(), me.officer().id(), "zalo_template_tried", "channel_account", account)
              .with("template", template)))
          .flatMap(number -> templates.rehearse(me.ward(), account, template, number, values))
          .map(outcome -> page(both.getT1(), values, phone, "", TrialWords.of(outcome)))
          .onErrorResume(InvalidInput.class, e -> Mono.just(page(both.getT1(), values, phone, String.valueOf(e.getMessage()), "")));
    });
  }

  private Mono<List<Shelf>> shelves(CurrentAccount me) {
    return Mono.zip(accounts.of(me.ward()).filter(account -> account.channel() == Channel.ZALO).collectList(),
            templates.of(me.ward()).collect(Collectors.groupingBy(MessageTemplate::accountId)),
            templates.readings(me.ward()).collectMap(MessageTemplates.Reading::accountId))
        .map(t -> t.getT1().stream().map(account -> shelf(account, t.getT2().getOrDefault(account.id(), List.of()), t.getT3().get(account.id()))).toList());
  }

  private static Shelf shelf(ChannelAccount account, List<MessageTemplate> templates, MessageTemplates.@Nullable Reading reading) {
    return new Shelf(account, reading == null ? "" : VietnamTime.minute(reading.at()), reading == null ? null : reading.trouble(),
        templates.stream().map(TemplateRow::new).toList());
  }

  private Mono<MessageTemplate> find(CurrentAccount me, UUID account, String template) {
    return templates.find(me.ward(), account, template).switchIfEmpty(Mono.error(() -> new NotFound("Không có mẫu tin này.")));
  }

  private static Rendering page(MessageTemplate template, Map<String, String> values, String phone, String error, String result) {
    return Rendering.view("channel/template").modelAttribute("row", new TemplateRow(template)).modelAttribute("values", values)
        .modelAttribute("phone", phone).modelAttribute("error", error).modelAttribute("result", result)
        .status(error.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST).build();
  }

  private static Map<String, String> values(MultiValueMap<String, String> form) {
    return form.toSingleValueMap().entrySet().stream().filter(field -> field.getKey().startsWith(VALUE))
        .collect(Collectors.toMap(field -> field.getKey().substring(VALUE.length()), Map.Entry::getValue));
  }
}
