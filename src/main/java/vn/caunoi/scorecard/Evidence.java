package vn.caunoi.scorecard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows behind a figure. {@code note} says how they were counted and what is left out. At most {@link #MOST} rows are shown. */
public record Evidence(List<String> columns, List<Row> rows, String note) {
  static final int MOST = 500;

  /** {@code counted}: it is in the numerator. {@code link} opens the record itself. */
  public record Row(List<String> cells, boolean counted, @Nullable String link) {}
}
