package vn.caunoi.feedback;

import org.jspecify.annotations.Nullable;

/**
 * (Satisfied + very satisfied) ÷ valid answers, in percent. Counts are pooled, percentages never averaged. "No opinion" is not valid.
 * {@code level1} is the worst.
 */
public record SatisfactionIndex(long level1, long level2, long level3, long level4, long level5, long noOpinion) {
  /** Fewer valid answers than this tell too little for an interval. */
  public static final int ENOUGH_FOR_INTERVAL = 30;
  public static final SatisfactionIndex EMPTY = new SatisfactionIndex(0, 0, 0, 0, 0, 0);
  private static final double Z_95 = 1.959963984540054;

  /** In percent. */
  public record Interval(double low, double high) {}

  public long valid() {
    return level1 + level2 + level3 + level4 + level5;
  }

  public long satisfied() {
    return level4 + level5;
  }

  /** Null when nobody gave a valid answer. */
  public @Nullable Double percent() {
    return valid() == 0 ? null : 100.0 * satisfied() / valid();
  }

  /** The mean level, 1 to 5: a secondary figure. */
  public @Nullable Double mean() {
    return valid() == 0 ? null : (double) (level1 + 2 * level2 + 3 * level3 + 4 * level4 + 5 * level5) / valid();
  }

  /** Wilson's 95 % interval, null below {@value #ENOUGH_FOR_INTERVAL} valid answers. */
  public @Nullable Interval interval() {
    double n = valid();
    if (n < ENOUGH_FOR_INTERVAL) {
      return null;
    }
    double p = satisfied() / n;
    double z2 = Z_95 * Z_95;
    double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
    double half = Z_95 / (1 + z2 / n) * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    return new Interval(100 * Math.max(0, middle - half), 100 * Math.min(1, middle + half));
  }

  public long level(int level) {
    return switch (level) {
      case 1 -> level1;
      case 2 -> level2;
      case 3 -> level3;
      case 4 -> level4;
      case 5 -> level5;
      default -> throw new IllegalArgumentException("level " + level);
    };
  }

  public SatisfactionIndex plus(SatisfactionIndex other) {
    return new SatisfactionIndex(level1 + other.level1, level2 + other.level2, level3 + other.level3, level4 + other.level4,
        level5 + other.level5, noOpinion + other.noOpinion);
  }

  /** {@code count} answers of one level; null is no opinion. */
  static SatisfactionIndex of(@Nullable Integer level, long count) {
    return new SatisfactionIndex(one(level, 1, count), one(level, 2, count), one(level, 3, count), one(level, 4, count),
        one(level, 5, count), level == null ? count : 0);
  }

  private static long one(@Nullable Integer level, int wanted, long count) {
    return level != null && level == wanted ? count : 0;
  }
}
