package vn.caunoi.feedback;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.VietnamTime;

/** Takes answers: one per invitation, unlinked from it the moment it is given. */
@Component
public class SurveyDesk {
  public enum Outcome { OK, USED, EXPIRED }

  /** An invitation somebody opened. {@code open} is false when it was answered or ran out. */
  public record Opened(Survey survey, boolean open) {}

  /** One answer. {@code level} 1 to 5, null for no opinion. */
  public record Answer(@Nullable Integer level, String comment) {
    public Answer {
      if (level != null && (level < 1 || level > 5)) {
        throw new InvalidInput("level", "Chọn một mức từ 1 đến 5.");
      }
      comment = comment.strip();
      if (comment.length() > 4_000) {
        throw new InvalidInput("comment", "Góp ý dài quá 4.000 ký tự.");
      }
    }

    @Override
    public String toString() {
      return "Answer[]";
    }
  }

  /** The tip an answer is about, as its page knows it. */
  public record About(UUID wardId, UUID tipId, String channel, @Nullable UUID groupId) {}

  private final Surveys surveys;
  private final Invitations invitations;
  private final Ratings ratings;
  private final Clock clock;
  private final TransactionalOperator transactions;

  SurveyDesk(Surveys surveys, Invitations invitations, Ratings ratings, Clock clock, TransactionalOperator transactions) {
    this.surveys = surveys;
    this.invitations = invitations;
    this.ratings = ratings;
    this.clock = clock;
    this.transactions = transactions;
  }

  public Mono<Outcome> rate(String token, Answer answer) {
    return invitations.take(token, today()).flatMap(taken -> keep(taken, answer)).as(transactions::transactional)
        .switchIfEmpty(Mono.defer(() -> refusal(token)));
  }

  /** From the page of a tip, where number and secret were given: needs no invitation. */
  public Mono<Outcome> rateTip(About about, Answer answer) {
    var survey = surveys.tipClosed();
    var asked = new Invitations.NewInvitation(about.wardId(), UUID.randomUUID(), survey.key(), newToken(), about.tipId(), about.channel(),
        about.groupId(), null, today(), today());
    return invitations.takeForTip(asked).flatMap(taken -> keep(taken, answer)).as(transactions::transactional).defaultIfEmpty(Outcome.USED);
  }

  public Mono<Boolean> hasRated(UUID ward, UUID tip) {
    return invitations.answered(ward, tip);
  }

  /** What a token opens; empty when there is no such invitation. */
  public Mono<Opened> open(String token) {
    return invitations.find(token).map(s -> new Opened(surveys.get(s.survey()), !s.answered() && !s.expires().isBefore(today())));
  }

  private Mono<Outcome> keep(Invitations.Taken taken, Answer answer) {
    var words = answer.comment().isEmpty() ? Mono.<Void>empty() : ratings.addComment(taken.wardId(), answer.comment(), today());
    return ratings.add(taken.wardId(), surveys.get(taken.survey()), answer.level(), taken.channel(), taken.groupId(), today())
        .then(words).thenReturn(Outcome.OK);
  }

  private Mono<Outcome> refusal(String token) {
    return invitations.find(token).map(s -> s.answered() ? Outcome.USED : Outcome.EXPIRED).defaultIfEmpty(Outcome.EXPIRED);
  }

  private LocalDate today() {
    return VietnamTime.dateOf(clock.instant());
  }

  static String newToken() {
    var bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static final SecureRandom RANDOM = new SecureRandom();
}
