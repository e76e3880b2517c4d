package vn.caunoi.scorecard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a ward stands in a period, criterion by criterion. */
public record Scorecard(CriteriaSet set, Period period, List<Line> lines) {

  /** {@code stated} is the last confirmed statement, {@code proposed} a newer one that waits for the commander. */
  public record Line(Criterion criterion, Score.Status status, String value, @Nullable Figure figure, @Nullable Score stated, @Nullable Score proposed) {

    static Line of(Criterion criterion, @Nullable Figure figure, @Nullable Score stated, @Nullable Score proposed) {
      var counted = figure == null || criterion.pass() == null ? Score.Status.NOT_ASSESSED : criterion.pass().apply(figure);
      var said = stated == null ? Score.Status.NOT_ASSESSED : stated.status();
      var status = criterion.kind() != Criterion.Kind.MEASURED ? said : said == Score.Status.NOT_MET ? said : counted;
      var value = figure != null ? figure.text() : stated == null ? "" : stated.value();
      return new Line(criterion, status, value, figure, stated, proposed);
    }

    /** What the next statement builds on. */
    public int version() {
      return Math.max(stated == null ? 0 : stated.version(), proposed == null ? 0 : proposed.version());
    }
  }

  public List<Line> of(CriteriaSet.Group group) {
    return lines.stream().filter(line -> line.criterion().group().equals(group.key())).toList();
  }

  public long met() {
    return count(Score.Status.MET);
  }

  public long notMet() {
    return count(Score.Status.NOT_MET);
  }

  public long notAssessed() {
    return count(Score.Status.NOT_ASSESSED);
  }

  /** {@code 14/22}. */
  public String fraction() {
    return met() + "/" + lines.size();
  }

  private long count(Score.Status status) {
    return lines.stream().filter(line -> line.status() == status).count();
  }
}
