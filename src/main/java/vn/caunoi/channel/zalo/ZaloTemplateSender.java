package vn.caunoi.channel.zalo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.ConsentedPhones;
import vn.caunoi.channel.MessageTemplate;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.platform.VietnameseText;

/**
 * Sends approved templates: to the user id, and to a phone number the resident agreed to when Zalo takes this template by phone alone
 * (-249). Parameters are checked before anything leaves. When money or rights are missing, paid messages of the account wait, all at once and
 * visibly; its free replies go on.
 */
@Component
class ZaloTemplateSender {
  private static final String DEVELOPMENT = "development";

  private record Pause(Instant until, String reason) {}

  private final ZaloTemplateCalls zalo;
  private final ZaloTemplateRows rows;
  private final ObjectProvider<ConsentedPhones> phones;
  private final ChannelAccounts accounts;
  private final Clock clock;
  private final Map<UUID, Pause> paused = new ConcurrentHashMap<>();

  ZaloTemplateSender(ZaloTemplateCalls zalo, ZaloTemplateRows rows, ObjectProvider<ConsentedPhones> phones, ChannelAccounts accounts, Clock clock) {
    this.zalo = zalo;
    this.rows = rows;
    this.phones = phones;
    this.accounts = accounts;
    this.clock = clock;
  }

  Mono<SendOutcome> send(ChannelAccount account, ChannelAddress to, UUID deliveryId, OutboundMessage.Template call) {
    var pause = paused.get(account.id());
    var now = clock.instant();
    if (pause != null && now.isBefore(pause.until())) {
      return Mono.just(new SendOutcome.Postponed(Duration.between(now, pause.until()), pause.reason()));
    }
    var values = clean(call.values());
    return checked(account, call.id(), values)
        .flatMap(template -> template.byUserId() ? byUserId(account, to, deliveryId, template, values) : byPhone(account, to, deliveryId, template, values))
        .onErrorResume(NotThis.class, no -> Mono.just(no.outcome))
        .onErrorResume(AccessTokens.NoToken.class, none -> Mono.just(none.outcome()));
  }

  /** In development mode: administrators alone get it. */
  Mono<SendOutcome> rehearse(ChannelAccount account, String phone, String templateId, Map<String, String> values) {
    var clean = clean(values);
    return checked(account, templateId, clean)
        .flatMap(template -> zalo.toPhone(account, phone, templateId, clean, "thu-" + UUID.randomUUID(), DEVELOPMENT))
        .map(answer -> accepted(answer, "msg_id"))
        .onErrorResume(NotThis.class, no -> Mono.just(no.outcome))
        .onErrorResume(AccessTokens.NoToken.class, none -> Mono.just(none.outcome()));
  }

  private Mono<MessageTemplate> checked(ChannelAccount account, String templateId, Map<String, String> values) {
    return rows.find(account.wardId(), account.id(), templateId)
        .switchIfEmpty(Mono.error(() -> new NotThis(new SendOutcome.Refused("-109", "template unknown"))))
        .map(template -> {
          if (!template.isEnabled()) {
            throw new NotThis(new SendOutcome.Refused("-131", "template not approved"));
          }
          if (!template.problems(values).isEmpty()) {
            throw new NotThis(new SendOutcome.Refused("-112", "template parameters do not fit"));
          }
          return template;
        });
  }

  private Mono<SendOutcome> byUserId(ChannelAccount account, ChannelAddress to, UUID deliveryId, MessageTemplate template, Map<String, String> values) {
    return zalo.toUser(account, to.externalId(), template.id(), values).flatMap(answer ->
        answer instanceof ZaloAnswer.Said said && ZaloTemplateErrors.wantsPhone(said.error())
            ? rows.refuseUserIds(account, template.id()).then(Mono.defer(() -> byPhone(account, to, deliveryId, template, values)))
            : learn(account, template, answer).thenReturn(accepted(answer, "message_id")));
  }

  private Mono<SendOutcome> byPhone(ChannelAccount account, ChannelAddress to, UUID deliveryId, MessageTemplate template, Map<String, String> values) {
    return Flux.fromStream(phones::orderedStream).concatMap(book -> book.find(account.wardId(), to)).next()
        .flatMap(phone -> zalo.toPhone(account, phone, template.id(), values, deliveryId.toString(), null))
        .flatMap(answer -> learn(account, template, answer).thenReturn(accepted(answer, "msg_id")))
        .switchIfEmpty(Mono.fromSupplier(() -> new SendOutcome.Refused("-249", "template needs a phone number and the resident gave none")));
  }

  private SendOutcome accepted(ZaloAnswer answer, String idField) {
    if (!(answer instanceof ZaloAnswer.Said said)) {
      return answer.outcome(clock.instant());
    }
    return said.error() == 0 ? new SendOutcome.Accepted(ZaloEvents.text(said.data(), idField))
        : ZaloTemplateErrors.outcome(said.error(), clock.instant());
  }

  private Mono<Void> learn(ChannelAccount account, MessageTemplate template, ZaloAnswer answer) {
    if (!(answer instanceof ZaloAnswer.Said said)) {
      return Mono.empty();
    }
    if (said.error() == 0) {
      var pause = paused.remove(account.id());
      boolean wasHeldBack = pause != null || account.statusReason() != null; // by another node, or before a restart
      return wasHeldBack ? accounts.markRecovered(account.wardId(), account.id()) : Mono.empty();
    }
    if (ZaloTemplateErrors.endsTemplate(said.error())) {
      return rows.disable(account, template.id());
    }
    if (!ZaloTemplateErrors.stopsPaid(said.error())) {
      return Mono.empty();
    }
    var sentence = ZaloTemplateErrors.sentence(said.error());
    paused.put(account.id(), new Pause(clock.instant().plus(ZaloTemplateErrors.PAID_PAUSE), ZaloTemplateErrors.reason(said.error())));
    return accounts.markDegraded(account.wardId(), account.id(), sentence);
  }

  /** What a person wrote calls nobody. */
  private static Map<String, String> clean(Map<String, String> values) {
    return values.entrySet().stream().filter(value -> !value.getValue().isBlank())
        .collect(Collectors.toMap(Map.Entry::getKey, value -> ZaloGroupPost.neutral(VietnameseText.normalize(value.getValue()).strip())));
  }

  private static final class NotThis extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient SendOutcome outcome;

    NotThis(SendOutcome outcome) {
      super(outcome.toString(), null, false, false);
      this.outcome = outcome;
    }
  }
}
