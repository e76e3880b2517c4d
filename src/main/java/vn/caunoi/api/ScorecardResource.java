package vn.caunoi.api;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.scorecard.Period;
import vn.caunoi.scorecard.Scorecard;
import vn.caunoi.scorecard.ScoringDesk;

/** The scorecard of the ward. */
@RestController
class ScorecardResource {
  private final ScoringDesk desk;
  private final Clock clock;

  ScorecardResource(ScoringDesk desk, Clock clock) {
    this.desk = desk;
    this.clock = clock;
  }

  record Card(String criteriaSet, String period, long met, long notMet, long notAssessed, List<Criterion> criteria) {
    static Card of(Scorecard card) {
      return new Card(card.set().id(), card.period().toString(), card.met(), card.notMet(), card.notAssessed(),
          card.lines().stream().map(Criterion::of).toList());
    }
  }

  /** {@code status} is DAT, KHONG_DAT or CHUA_DANH_GIA; {@code value} is what was counted or stated, in words. */
  record Criterion(int number, String group, String name, String status, @Nullable String value, String threshold, String source) {
    static Criterion of(Scorecard.Line line) {
      var criterion = line.criterion();
      return new Criterion(criterion.number(), criterion.group(), criterion.name(), line.status().code(), line.value().isEmpty() ? null : line.value(),
          criterion.threshold(), criterion.source());
    }
  }

  @GetMapping("/api/v1/scorecard")
  Mono<Card> scorecard(@AuthenticationPrincipal CurrentAccount me, @RequestParam(required = false) @Nullable String period) {
    return Mono.fromSupplier(() -> period == null ? Period.of(clock.instant()) : Period.parse(period))
        .flatMap(wanted -> desk.scorecard(me.ward(), wanted)).map(Card::of);
  }
}
