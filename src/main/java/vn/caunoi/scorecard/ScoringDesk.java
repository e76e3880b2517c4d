package vn.caunoi.scorecard;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.audit.AuditEntry;
import vn.caunoi.audit.AuditTrail;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.Forbidden;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.NotFound;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.Role;

/** Draws up the scorecard of a ward from counted figures and stated results, and takes statements. */
@Component
public class ScoringDesk {
  private static final int MEASURES_AT_ONCE = 3;
  private static final int MAX_VALUE = 200;
  private static final int MAX_NOTE = 2_000;

  private final CriteriaSets sets;
  private final Map<String, Measure> measures;
  private final Scores scores;
  private final AuditTrail audit;
  private final TransactionalOperator tx;
  private final Clock clock;

  ScoringDesk(CriteriaSets sets, List<Measure> measures, Scores scores, AuditTrail audit, TransactionalOperator tx, Clock clock) {
    this.sets = sets;
    this.measures = measures.stream().collect(Collectors.toMap(Measure::name, Function.identity()));
    this.scores = scores;
    this.audit = audit;
    this.tx = tx;
    this.clock = clock;
  }

  /** What somebody states. {@code onVersion}: the version they saw, 0 for none. */
  public record Statement(int criterion, Score.Status status, String value, String note, int onVersion) {}

  public Mono<Scorecard> scorecard(UUID ward, Period period) {
    var set = sets.of(period);
    return scores.standing(ward, period).collectMultimap(Score::criterion)
        .flatMap(stated -> Flux.fromIterable(set.criteria())
            .flatMapSequential(criterion -> line(ward, period, criterion, List.copyOf(stated.getOrDefault(criterion.number(), List.of()))), MEASURES_AT_ONCE)
            .collectList())
        .map(lines -> new Scorecard(set, period, lines));
  }

  public Mono<Scorecard.Line> line(UUID ward, Period period, int number) {
    return Mono.fromSupplier(() -> criterion(period, number))
        .flatMap(criterion -> scores.history(ward, period, number).collectList()
            .flatMap(history -> line(ward, period, criterion, history.reversed())));
  }

  /** The rows behind a counted criterion; empty for one that a person states. */
  public Mono<Evidence> evidence(UUID ward, Period period, int number) {
    return Mono.fromSupplier(() -> criterion(period, number))
        .flatMap(criterion -> criterion.measure() == null ? Mono.empty()
            : measures.get(criterion.measure().name()).evidence(ward, period, criterion.measure()));
  }

  /** Everything ever stated about one criterion, newest first. */
  public Flux<Score> history(UUID ward, Period period, int number) {
    return scores.history(ward, period, number);
  }

  /** Proposes a result; counts once a commander, who is somebody else, confirms it. */
  public Mono<Score> propose(Officer by, Period period, Statement said) {
    if (!by.hasRole(Role.OFFICER, Role.DUTY, Role.COMMANDER)) {
      return Mono.error(new Forbidden("Chỉ cán bộ và chỉ huy của phường được ghi tiêu chí."));
    }
    return Mono.fromSupplier(() -> score(by, period, said))
        .delayUntil(score -> latest(by.ward(), period, said).then(scores.add(score)))
        .delayUntil(score -> audit.record(entry(by, "score_proposed", period, score.criterion(), score.version()).with("status", score.status().code())))
        .as(tx::transactional);
  }

  /** Makes a proposal count. Nobody confirms their own. */
  public Mono<Void> confirm(Officer by, Period period, int number, int version) {
    if (!by.hasRole(Role.COMMANDER)) {
      return Mono.error(new Forbidden("Chỉ chỉ huy được xác nhận tiêu chí."));
    }
    return scores.history(by.ward(), period, number).filter(score -> score.version() == version).next()
        .switchIfEmpty(Mono.error(() -> new NotFound("Không có đề xuất này.")))
        .filter(score -> !score.proposedBy().equals(by.id()))
        .switchIfEmpty(Mono.error(() -> new Forbidden("Không ai tự xác nhận đề xuất của chính mình.")))
        .then(Mono.defer(() -> scores.confirm(by.ward(), period, number, version, by.id())))
        .then(audit.record(entry(by, "score_confirmed", period, number, version)))
        .as(tx::transactional);
  }

  private Mono<Scorecard.Line> line(UUID ward, Period period, Criterion criterion, List<Score> stated) {
    var confirmed = last(stated, Score::isConfirmed);
    var newest = last(stated, score -> true);
    var proposed = newest == null || newest.isConfirmed() ? null : newest;
    if (criterion.measure() == null) {
      return Mono.just(Scorecard.Line.of(criterion, null, confirmed, proposed));
    }
    return measures.get(criterion.measure().name()).count(ward, period, criterion.measure())
        .map(figure -> Scorecard.Line.of(criterion, figure, confirmed, proposed));
  }

  private static @Nullable Score last(List<Score> stated, java.util.function.Predicate<Score> wanted) {
    return stated.stream().filter(wanted).reduce((earlier, later) -> later).orElse(null);
  }

  private Mono<Void> latest(UUID ward, Period period, Statement said) {
    return scores.history(ward, period, said.criterion()).next().map(Score::version).defaultIfEmpty(0)
        .flatMap(version -> version == said.onVersion() ? Mono.empty()
            : Mono.error(new Conflict("Người khác vừa ghi tiêu chí này. Hãy tải lại trang và xem trước khi ghi.")));
  }

  private Score score(Officer by, Period period, Statement said) {
    var criterion = criterion(period, said.criterion());
    if (criterion.kind() == Criterion.Kind.MEASURED && said.status() == Score.Status.MET) {
      throw new InvalidInput("status", "Tiêu chí tự tính chỉ có thể hạ xuống “Không đạt”, không nâng lên được.");
    }
    return new Score(by.ward(), period.toString(), criterion.number(), said.onVersion() + 1, sets.of(period).id(), said.status(),
        checked("value", said.value(), MAX_VALUE), checked("note", said.note(), MAX_NOTE), by.id(), clock.instant(), null, null);
  }

  private static String checked(String field, String text, int most) {
    var clean = text.strip();
    if (clean.length() > most) {
      throw new InvalidInput(field, "Nội dung dài quá %d ký tự.".formatted(most));
    }
    if (field.equals("note") && clean.isEmpty()) {
      throw new InvalidInput(field, "Hãy ghi căn cứ: số quyết định, ngày, nơi ban hành.");
    }
    return clean;
  }

  private Criterion criterion(Period period, int number) {
    return sets.of(period).criteria().stream().filter(criterion -> criterion.number() == number).findFirst()
        .orElseThrow(() -> new NotFound("Bộ tiêu chí không có tiêu chí số %d.".formatted(number)));
  }

  private static AuditEntry entry(Officer by, String action, Period period, int number, int version) {
    return AuditEntry.of(by.ward(), by.id(), action, "criterion", period + "/" + number).with("version", version);
  }
}
