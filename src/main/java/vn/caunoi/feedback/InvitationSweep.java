package vn.caunoi.feedback;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Button;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.delivery.NewDelivery;
import vn.caunoi.platform.CauNoiSettings;
import vn.caunoi.platform.VietnamTime;
import vn.caunoi.schedule.RecurringWork;
import vn.caunoi.tip.Tip;
import vn.caunoi.tip.TipReplies;

/** Invites, once, whoever reported a tip that has been closed since: where they can still be reached, and nobody is asked twice. */
@Component
class InvitationSweep implements RecurringWork {
  private static final int BATCH = 50;
  private static final int MOST_BATCHES = 40;

  private final TipReplies replies;
  private final Invitations invitations;
  private final Survey survey;
  private final Surroundings around;
  private final TransactionalOperator transactions;

  /** Time and the address of our own pages. */
  @Component
  record Surroundings(Clock clock, CauNoiSettings settings) {}

  InvitationSweep(TipReplies replies, Invitations invitations, Surveys surveys, Surroundings around, TransactionalOperator transactions) {
    this.replies = replies;
    this.invitations = invitations;
    this.survey = surveys.tipClosed();
    this.around = around;
    this.transactions = transactions;
  }

  @Override
  public String name() {
    return "invitation-sweep";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(30);
  }

  @Override
  public Mono<Void> run() {
    return batch().expand(done -> done < BATCH ? Mono.empty() : batch()).take(MOST_BATCHES).then();
  }

  private Mono<Integer> batch() {
    return replies.claimClosed(BATCH).collectList()
        .flatMap(tips -> reactor.core.publisher.Flux.fromIterable(tips).concatMap(this::invite).then(Mono.just(tips.size())))
        .as(transactions::transactional);
  }

  private Mono<Void> invite(Tip tip) {
    var token = SurveyDesk.newToken();
    var today = VietnamTime.dateOf(around.clock().instant());
    return replies.send(tip, NewDelivery.Purpose.INVITATION, message(tip, token))
        .map(Optional::of).defaultIfEmpty(Optional.empty())
        .flatMap(delivery -> invitations.add(new Invitations.NewInvitation(tip.wardId(), UUID.randomUUID(), survey.key(), token, tip.id(),
            tip.channel().name(), tip.groupId(), delivery.orElse(null), today, today.plusDays(survey.days()))));
  }

  private OutboundMessage message(Tip tip, String token) {
    var text = survey.invitation().replace("{code}", tip.code()).replace("{link}", around.settings().publicUrl() + "/s/" + token);
    List<Button> buttons = new ArrayList<>();
    for (int level = 5; level >= 1; level--) {
      buttons.add(new Button.Reply(survey.levelName(level), "rate:" + token + ":" + level));
    }
    return new OutboundMessage(text, buttons, null);
  }
}
