package vn.caunoi.console.scorecard;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.scorecard.Evidence;
import vn.caunoi.scorecard.Period;
import vn.caunoi.scorecard.Score;
import vn.caunoi.scorecard.ScoringDesk;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.WardDirectory;

@Controller
class ScorecardPages {
  private final ScoringDesk desk;
  private final WardDirectory wards;
  private final Clock clock;

  ScorecardPages(ScoringDesk desk, WardDirectory wards, Clock clock) {
    this.desk = desk;
    this.wards = wards;
    this.clock = clock;
  }

  record StatementForm(@Nullable String status, @Nullable String value, @Nullable String note, int version) {
    static final StatementForm EMPTY = new StatementForm("", "", "", 0);

    ScoringDesk.Statement about(int number) {
      return new ScoringDesk.Statement(number, chosen(), text(value), text(note), version);
    }

    private Score.Status chosen() {
      try {
        return Score.Status.valueOf(text(status));
      } catch (IllegalArgumentException e) {
        throw new InvalidInput("status", "Hãy chọn kết quả.");
      }
    }

    private static String text(@Nullable String field) {
      return field == null ? "" : field;
    }
  }

  /** A statement with the names of who made it and who confirmed it. */
  record Stated(Score score, String proposedBy, String confirmedBy) {}

  @GetMapping("/scorecard")
  Mono<Rendering> scorecard(@AuthenticationPrincipal CurrentAccount me, @RequestParam(required = false) @Nullable String period) {
    return Mono.fromSupplier(() -> period == null ? Period.of(clock.instant()) : Period.parse(period))
        .flatMap(wanted -> desk.scorecard(me.ward(), wanted))
        .map(card -> Rendering.view("scorecard/scorecard").modelAttribute("card", card)
            .modelAttribute("current", Period.of(clock.instant()).year()).build());
  }

  @GetMapping("/scorecard/{period}/{number}")
  Mono<Rendering> criterion(@AuthenticationPrincipal CurrentAccount me, @PathVariable String period, @PathVariable int number) {
    return page(me, period, number, StatementForm.EMPTY, "");
  }

  @PostMapping("/scorecard/{period}/{number}")
  Mono<Rendering> propose(@AuthenticationPrincipal CurrentAccount me, @PathVariable String period, @PathVariable int number,
      @ModelAttribute StatementForm form) {
    return Mono.fromSupplier(() -> form.about(number))
        .flatMap(said -> desk.propose(me.officer(), Period.parse(period), said))
        .map(score -> back(period, number))
        .onErrorResume(ScorecardPages::mendable, e -> page(me, period, number, form, e.getMessage()));
  }

  @PostMapping("/scorecard/{period}/{number}/confirmation")
  Mono<Rendering> confirm(@AuthenticationPrincipal CurrentAccount me, @PathVariable String period, @PathVariable int number,
      @ModelAttribute StatementForm form) {
    return desk.confirm(me.officer(), Period.parse(period), number, form.version())
        .then(Mono.fromSupplier(() -> back(period, number)))
        .onErrorResume(ScorecardPages::mendable, e -> page(me, period, number, StatementForm.EMPTY, e.getMessage()));
  }

  private Mono<Rendering> page(CurrentAccount me, String text, int number, StatementForm form, String error) {
    var period = Period.parse(text);
    var evidence = desk.evidence(me.ward(), period, number).defaultIfEmpty(Evidence.NONE);
    var history = desk.history(me.ward(), period, number).concatMap(this::named).collectList();
    return Mono.zip(desk.line(me.ward(), period, number), evidence, history)
        .map(all -> Rendering.view("scorecard/criterion").modelAttribute("line", all.getT1()).modelAttribute("evidence", all.getT2())
            .modelAttribute("history", all.getT3()).modelAttribute("period", period).modelAttribute("form", form).modelAttribute("error", error)
            .modelAttribute("mayConfirm", me.role() == Role.COMMANDER).modelAttribute("me", me.officer().id())
            .status(error.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST).build());
  }

  private Mono<Stated> named(Score score) {
    return Mono.zip(name(score.proposedBy()), score.confirmedBy() == null ? Mono.just("") : name(score.confirmedBy()))
        .map(names -> new Stated(score, names.getT1(), names.getT2()));
  }

  private Mono<String> name(UUID officer) {
    return wards.officer(officer).map(Officer::displayName);
  }

  private static Rendering back(String period, int number) {
    return Rendering.redirectTo("/scorecard/%s/%d".formatted(period, number)).status(HttpStatus.SEE_OTHER).build();
  }

  private static boolean mendable(Throwable error) {
    return error instanceof InvalidInput || error instanceof Conflict;
  }
}
