package vn.caunoi.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SatisfactionIndexTests {
  private static final LocalDate JANUARY = LocalDate.of(2026, 1, 1);
  private static final LocalDate DECEMBER = LocalDate.of(2026, 12, 31);

  @Test
  void isTheTwoBestLevelsOverTheValidOnes() {
    var index = new SatisfactionIndex(1, 2, 3, 10, 4, 5);
    assertThat(index.valid()).isEqualTo(20);
    assertThat(index.satisfied()).isEqualTo(14);
    assertThat(index.percent()).isEqualTo(70.0);
    assertThat(index.mean()).isEqualTo((1 + 4 + 9 + 40 + 20) / 20.0);
  }

  @Test
  void agreesWithPublishedFigures() {
    assertThat(new SatisfactionIndex(0, 0, 878, 6_650, 0, 0).percent()).isCloseTo(88.33, within(0.01));
    assertThat(new SatisfactionIndex(0, 0, 152, 150, 0, 0).percent()).isCloseTo(49.67, within(0.005));
  }

  @Test
  void hasNoFigureWithoutAValidAnswer() {
    assertThat(new SatisfactionIndex(0, 0, 0, 0, 0, 7).percent()).isNull();
    assertThat(SatisfactionIndex.EMPTY.interval()).isNull();
  }

  /** By hand for 24 of 30: p = 0.8, z² = 3.8415; middle (0.8 + 0.064024) / 1.128049 = 0.765946, half 1.96 / 1.128049 × √(0.005333 + 0.001067) = 0.139. */
  @Test
  void givesWilsonsIntervalFromThirtyAnswersOn() {
    var interval = new SatisfactionIndex(0, 0, 6, 24, 0, 0).interval();
    assertThat(interval.low()).isCloseTo(62.69, within(0.01));
    assertThat(interval.high()).isCloseTo(90.50, within(0.01));
    assertThat(new SatisfactionIndex(0, 0, 5, 24, 0, 0).interval()).isNull();
  }

  @Test
  void staysInsideTheScaleAtItsEnds() {
    assertThat(new SatisfactionIndex(0, 0, 0, 0, 40, 0).interval().high()).isEqualTo(100);
    assertThat(new SatisfactionIndex(40, 0, 0, 0, 0, 0).interval().low()).isEqualTo(0);
  }

  @Test
  void hidesSmallCellsAlsoFromSubtraction() {
    assertThat(hidden("a", 3, "b", 9, "c", 20)).containsExactly("a", "b");
    assertThat(hidden("a", 1, "b", 1, "c", 6, "d", 20)).containsExactly("a", "b", "c");
    assertThat(hidden("a", 2, "b", 4, "c", 20)).containsExactly("a", "b");
    assertThat(hidden("a", 5, "b", 9, "c", 0)).isEmpty();
    assertThat(hidden("a", 4)).containsExactly("a");
  }

  @Test
  void poolsCountsAndNeverAveragesPercentages() {
    var one = UUID.randomUUID();
    var two = UUID.randomUUID();
    var counts = new ArrayList<Ratings.Count>();
    counts.add(new Ratings.Count(JANUARY, one, "Tổ 1", 5, "ZALO", 5, 90));
    counts.add(new Ratings.Count(JANUARY, one, "Tổ 1", 5, "ZALO", 1, 10));
    counts.add(new Ratings.Count(JANUARY, two, "Tổ 2", 5, "WEB", 1, 10));
    counts.add(new Ratings.Count(JANUARY, two, "Tổ 2", 5, "WEB", null, 2));
    var summary = FeedbackBook.summarize(JANUARY, DECEMBER, null, 200, counts);
    assertThat(summary.index().percent()).isCloseTo(81.82, within(0.01));
    assertThat(summary.answered()).isEqualTo(112);
    assertThat(summary.responseRate()).isEqualTo(56.0);
    assertThat(summary.byGroup()).extracting(FeedbackSummary.GroupCell::name).containsExactly("Tổ 1", "Tổ 2");
    assertThat(summary.byGroup().getFirst().index().percent()).isEqualTo(90.0);
  }

  @Test
  void hidesOneGroupOfFewAnswers() {
    var counts = List.of(new Ratings.Count(JANUARY, UUID.randomUUID(), "Tổ 1", 5, "ZALO", 4, 4));
    assertThat(FeedbackBook.summarize(JANUARY, DECEMBER, counts.getFirst().groupId(), 9, counts).index()).isNull();
    assertThat(FeedbackBook.summarize(JANUARY, JANUARY, null, 9, counts).index()).isNull();
    assertThat(FeedbackBook.summarize(JANUARY, DECEMBER, null, 9, counts).index()).isNotNull();
  }

  private static List<String> hidden(Object... cells) {
    var sizes = new LinkedHashMap<String, Long>();
    for (int i = 0; i < cells.length; i += 2) {
      sizes.put((String) cells[i], ((Integer) cells[i + 1]).longValue());
    }
    return SmallCells.hidden(sizes);
  }
}
