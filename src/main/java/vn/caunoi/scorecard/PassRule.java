package vn.caunoi.scorecard;

import org.jspecify.annotations.Nullable;

/** When a counted figure is good enough. Exact: integers are compared, never percentages. */
public record PassRule(@Nullable Boolean all, @Nullable Integer atLeastPercent, @Nullable Integer fromCount) {

  /** Nothing to count, or too little of it, is not assessed: 0 of 0 is no success. */
  Score.Status apply(Figure figure) {
    if (figure.denominator() == 0 || fromCount != null && figure.denominator() < fromCount) {
      return Score.Status.NOT_ASSESSED;
    }
    int percent = atLeastPercent == null ? 100 : atLeastPercent;
    return 100 * figure.numerator() >= percent * figure.denominator() ? Score.Status.MET : Score.Status.NOT_MET;
  }
}
