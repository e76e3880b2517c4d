package vn.caunoi.conversation;

import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.AccountPulse;
import vn.caunoi.channel.InboundMessage;

/** What happens to messages on the way in before they are stored; costs a look at their texts and no query. */
@Component
class Arrivals {
  private final TrialAnswers trials;
  private final AccountPulse pulse;

  Arrivals(TrialAnswers trials, AccountPulse pulse) {
    this.trials = trials;
    this.pulse = pulse;
  }

  /** Completes when what is to be stored is. */
  Mono<Void> take(List<InboundMessage> messages, Function<List<InboundMessage>, Mono<Void>> store) {
    var stored = TrialAnswers.maybeAmong(messages)
        ? trials.without(messages).flatMap(rest -> rest.isEmpty() ? Mono.<Void>empty() : store.apply(rest))
        : store.apply(messages);
    return stored.doOnSuccess(done -> messages.forEach(message -> pulse.heard(message.from().accountId())));
  }
}
