package vn.caunoi.scorecard;

/** Counts of people below five are not shown, because few people can be guessed. */
final class SmallCell {
  private static final int LEAST = 5;

  private SmallCell() {}

  static String count(long people) {
    return people > 0 && people < LEAST ? "<" + LEAST : String.valueOf(people);
  }

  static String share(long people, long of) {
    return people > 0 && people < LEAST ? "<" + Figure.percent(LEAST, Math.max(of, LEAST)) : Figure.percent(Math.min(people, of), of);
  }
}
