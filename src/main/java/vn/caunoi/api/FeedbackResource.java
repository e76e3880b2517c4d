package vn.caunoi.api;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.feedback.FeedbackBook;
import vn.caunoi.feedback.FeedbackSummary;
import vn.caunoi.feedback.SatisfactionIndex;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.VietnamTime;
import vn.caunoi.ward.WardDirectory;

/** Satisfaction for scripts: counts only. What is too small to show is null. */
@RestController
class FeedbackResource {
  private final FeedbackBook feedback;
  private final WardDirectory directory;
  private final Clock clock;

  FeedbackResource(FeedbackBook feedback, WardDirectory directory, Clock clock) {
    this.feedback = feedback;
    this.directory = directory;
    this.clock = clock;
  }

  record Summary(LocalDate from, LocalDate to, long invited, long answered, @Nullable Long valid, @Nullable Long satisfied,
      @Nullable Double index, @Nullable Double wilsonLow, @Nullable Double wilsonHigh, List<Factor> byFactor, List<Group> byGroup) {}

  record Factor(int factor, long answered, @Nullable Double index) {}

  record Group(@Nullable UUID id, String name, @Nullable Long answered, @Nullable Double index) {}

  /** Without dates: this year until today. */
  @GetMapping("/api/v1/feedback/summary")
  Mono<Summary> summary(@AuthenticationPrincipal CurrentAccount me,
      @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
      @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to,
      @RequestParam(required = false) @Nullable String group) {
    var last = to == null ? VietnamTime.dateOf(clock.instant()) : to;
    var first = from == null ? last.withDayOfYear(1) : from;
    return group(me, group).flatMap(id -> feedback.summary(me.ward(), first, last, id.orElse(null))).map(FeedbackResource::body);
  }

  private Mono<Optional<UUID>> group(CurrentAccount me, @Nullable String group) {
    if (group == null || group.isBlank()) {
      return Mono.just(Optional.empty());
    }
    return directory.groups(me.ward()).filter(g -> g.id().toString().equals(group) || g.name().equalsIgnoreCase(group)).next()
        .map(g -> Optional.of(g.id())).switchIfEmpty(Mono.error(() -> new InvalidInput("group", "Không có tổ dân phố này.")));
  }

  private static Summary body(FeedbackSummary summary) {
    var index = summary.index();
    var interval = index == null ? null : index.interval();
    return new Summary(summary.from(), summary.to(), summary.invited(), summary.answered(), index == null ? null : index.valid(),
        index == null ? null : index.satisfied(), percent(index), interval == null ? null : interval.low(), interval == null ? null : interval.high(),
        summary.byFactor().stream().map(f -> new Factor(f.factor(), f.answered(), percent(f.index()))).toList(),
        summary.byGroup().stream().map(g -> new Group(g.id(), g.name(), g.answered(), percent(g.index()))).toList());
  }

  private static @Nullable Double percent(@Nullable SatisfactionIndex index) {
    return index == null ? null : index.percent();
  }
}
