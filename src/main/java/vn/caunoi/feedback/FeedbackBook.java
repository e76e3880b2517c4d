package vn.caunoi.feedback;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.platform.InvalidInput;

/** Counts a ward's ratings. Answers cannot be joined back to a person or a tip; what is too small to show is left out. */
@Component
public class FeedbackBook {
  private static final int SHORT_PERIOD_DAYS = 28;
  private static final String NO_GROUP = "Chưa rõ tổ";

  private record GroupKey(@Nullable UUID id, String name) {}

  private final Ratings ratings;
  private final Invitations invitations;

  FeedbackBook(Ratings ratings, Invitations invitations) {
    this.ratings = ratings;
    this.invitations = invitations;
  }

  /** From the first to the last day, both included; {@code group} narrows it to one residential group. */
  public Mono<FeedbackSummary> summary(UUID ward, LocalDate from, LocalDate to, @Nullable UUID group) {
    if (to.isBefore(from)) {
      return Mono.error(new InvalidInput("to", "Ngày cuối phải sau ngày đầu."));
    }
    return Mono.zip(invitations.count(ward, from, to, group), ratings.counts(ward, from, to, group).collectList())
        .map(t -> summarize(from, to, group, t.getT1(), t.getT2()));
  }

  static FeedbackSummary summarize(LocalDate from, LocalDate to, @Nullable UUID group, long invited, List<Ratings.Count> counts) {
    var total = counts.stream().map(FeedbackBook::index).reduce(SatisfactionIndex.EMPTY, SatisfactionIndex::plus);
    // A single group or a few days are cells like any other; the whole ward over a month and more is not.
    boolean cell = group != null || ChronoUnit.DAYS.between(from, to) < SHORT_PERIOD_DAYS;
    boolean shown = !cell || total.valid() >= SmallCells.LEAST;
    return new FeedbackSummary(from, to, invited, answers(total), shown ? total : null,
        shown ? byFactor(counts) : List.of(), group == null ? byGroup(counts) : List.of(), byMonth(counts), byChannel(counts));
  }

  private static List<FeedbackSummary.FactorCell> byFactor(List<Ratings.Count> counts) {
    var cells = pooled(counts, Ratings.Count::factor);
    var hidden = SmallCells.hidden(sizes(cells));
    // With one factor its cell is the total, which is shown anyway.
    return new TreeMap<>(cells).entrySet().stream()
        .map(e -> new FeedbackSummary.FactorCell(e.getKey(), answers(e.getValue()), cells.size() > 1 && hidden.contains(e.getKey()) ? null : e.getValue()))
        .toList();
  }

  private static List<FeedbackSummary.GroupCell> byGroup(List<Ratings.Count> counts) {
    var cells = pooled(counts, c -> new GroupKey(c.groupId(), c.group() == null ? NO_GROUP : c.group()));
    var hidden = SmallCells.hidden(sizes(cells));
    return cells.entrySet().stream().sorted(java.util.Comparator.comparing(e -> e.getKey().name()))
        .map(e -> hidden.contains(e.getKey()) ? new FeedbackSummary.GroupCell(e.getKey().id(), e.getKey().name(), null, null)
            : new FeedbackSummary.GroupCell(e.getKey().id(), e.getKey().name(), answers(e.getValue()), e.getValue()))
        .toList();
  }

  private static List<FeedbackSummary.MonthCell> byMonth(List<Ratings.Count> counts) {
    var cells = pooled(counts, c -> YearMonth.from(c.month()));
    var hidden = SmallCells.hidden(sizes(cells));
    return new TreeMap<>(cells).entrySet().stream()
        .map(e -> hidden.contains(e.getKey()) ? new FeedbackSummary.MonthCell(e.getKey(), null, null)
            : new FeedbackSummary.MonthCell(e.getKey(), answers(e.getValue()), e.getValue()))
        .toList();
  }

  private static List<FeedbackSummary.ChannelCell> byChannel(List<Ratings.Count> counts) {
    var cells = pooled(counts, Ratings.Count::channel);
    var hidden = SmallCells.hidden(sizes(cells));
    return new TreeMap<>(cells).entrySet().stream()
        .map(e -> new FeedbackSummary.ChannelCell(e.getKey(), hidden.contains(e.getKey()) ? null : answers(e.getValue()))).toList();
  }

  private static <K> Map<K, SatisfactionIndex> pooled(List<Ratings.Count> counts, Function<Ratings.Count, K> key) {
    return counts.stream().collect(Collectors.toMap(key, FeedbackBook::index, SatisfactionIndex::plus, LinkedHashMap::new));
  }

  private static <K> Map<K, Long> sizes(Map<K, SatisfactionIndex> cells) {
    return cells.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> answers(e.getValue())));
  }

  private static long answers(SatisfactionIndex index) {
    return index.valid() + index.noOpinion();
  }

  private static SatisfactionIndex index(Ratings.Count count) {
    return SatisfactionIndex.of(count.level(), count.count());
  }
}
