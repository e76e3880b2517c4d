package vn.caunoi.scorecard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows behind a figure. {@code note} says how they were counted and what is left out. At most {@link #MOST} rows are shown. */
public record Evidence(List<String> columns, List<Row> rows, String note) {
  static final int MOST = 500;
  public static final Evidence NONE = new Evidence(List.of(), List.of(), "");

  /** {@code counted}: it is in the numerator; null where the row is itself a count. {@code link} opens the record itself. */
  public record Row(List<String> cells, @Nullable Boolean counted, @Nullable String link) {}

  long counted() {
    return rows.stream().filter(row -> Boolean.TRUE.equals(row.counted())).count();
  }

  /** The rows are records, each either counted or not. */
  public boolean isMarked() {
    return rows.stream().anyMatch(row -> row.counted() != null);
  }
}
