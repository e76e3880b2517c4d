package vn.caunoi.conversation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.InboundMessage;
import vn.caunoi.channel.InboxUnavailable;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.delivery.DeliveryLedger;
import vn.caunoi.delivery.NewDelivery;
import vn.caunoi.delivery.Route;
import vn.caunoi.platform.ConfigFiles;
import vn.caunoi.platform.VietnamTime;

/** Takes the codes of {@link TrialMessages} out of what arrives, before anything of their senders is stored, and answers them. */
@Component
class TrialAnswers {
  private static final Pattern CODE = Pattern.compile("(?i)\\s*(CN-\\d{8})\\s*");
  private static final int LONGEST = 16;
  private static final Duration LIMIT = Duration.ofMillis(1_200);

  record Wording(String received) {}

  private final TrialMessages trials;
  private final DeliveryLedger ledger;
  private final TransactionalOperator transactions;
  private final Clock clock;
  private final Wording wording;

  TrialAnswers(TrialMessages trials, DeliveryLedger ledger, TransactionalOperator transactions, Clock clock, ConfigFiles files) {
    this.trials = trials;
    this.ledger = ledger;
    this.transactions = transactions;
    this.clock = clock;
    this.wording = files.read("config/texts/trial.yaml", Wording.class);
  }

  /** Looks at the text alone, so that the way in costs no query. */
  static boolean maybeAmong(List<InboundMessage> messages) {
    for (var message : messages) {
      if (code(message) != null) {
        return true;
      }
    }
    return false;
  }

  /** Answers what are codes of ours and gives the rest. Errs with {@link InboxUnavailable}. */
  Mono<List<InboundMessage>> without(List<InboundMessage> messages) {
    return Flux.fromIterable(messages).filterWhen(message -> isTaken(message).map(taken -> !taken)).collectList()
        .timeout(LIMIT).onErrorMap(e -> new InboxUnavailable("trial code not looked up: " + e.getClass().getSimpleName()));
  }

  private Mono<Boolean> isTaken(InboundMessage message) {
    var code = code(message);
    return code == null ? Mono.just(false) : take(message, code).as(transactions::transactional);
  }

  /** A network may bring the same message twice: the code is taken again, and answered once. */
  private Mono<Boolean> take(InboundMessage message, String code) {
    return trials.lock(message.wardId(), message.from().accountId(), code)
        .flatMap(found -> (found.delivery() == null && clock.instant().isBefore(found.expiresAt()) ? answer(message) : Mono.<Void>empty())
            .thenReturn(true))
        .defaultIfEmpty(false);
  }

  private Mono<Void> answer(InboundMessage message) {
    var route = switch (message.from().channel()) {
      case ZALO -> Route.ZALO_WINDOW;
      case TELEGRAM -> Route.TELEGRAM;
      case WEB -> Route.WEB;
    };
    var text = wording.received().replace("{channel}", message.from().channel().label()).replace("{at}", VietnamTime.minute(clock.instant()));
    return ledger.enqueue(new NewDelivery(message.wardId(), message.from(), NewDelivery.Purpose.CONVERSATION, route,
            OutboundMessage.text(text), null, null, true))
        .flatMap(delivery -> trials.answered(message.wardId(), message.from().accountId(), delivery));
  }

  private static @Nullable String code(InboundMessage message) {
    var text = switch (message.content()) {
      case InboundMessage.Content.Text said -> said.text();
      case InboundMessage.Content.Started started -> started.payload();
      default -> null;
    };
    if (text == null || text.length() > LONGEST) {
      return null;
    }
    var code = CODE.matcher(text);
    return code.matches() ? code.group(1).toUpperCase(Locale.ROOT) : null;
  }
}
