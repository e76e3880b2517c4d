package vn.caunoi.feedback;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How satisfied a ward's residents were in a period: always with how many answered and how many were invited. A null index is a cell too
 * small to show.
 */
public record FeedbackSummary(LocalDate from, LocalDate to, long invited, long answered, @Nullable SatisfactionIndex index,
    List<FactorCell> byFactor, List<GroupCell> byGroup, List<MonthCell> byMonth, List<ChannelCell> byChannel) {

  public record FactorCell(int factor, long answered, @Nullable SatisfactionIndex index) {}

  /** {@code id} is null for answers that belong to no residential group; {@code answered} is null when hidden. */
  public record GroupCell(@Nullable UUID id, String name, @Nullable Long answered, @Nullable SatisfactionIndex index) {}

  public record MonthCell(YearMonth month, @Nullable Long answered, @Nullable SatisfactionIndex index) {}

  public record ChannelCell(String channel, @Nullable Long answered) {}

  /** Answers in percent of invitations; null when nobody was invited. */
  public @Nullable Double responseRate() {
    return invited == 0 ? null : Math.min(100, 100.0 * answered / invited);
  }
}
