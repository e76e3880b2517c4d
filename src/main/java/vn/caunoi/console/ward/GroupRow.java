package vn.caunoi.console.ward;

import java.util.List;
import vn.caunoi.contact.Coverage;

/** A residential group as the table shows it. Counts of people below five are not shown exactly, and neither is a share made of them. */
record GroupRow(Coverage coverage) {
  private static final int SMALL = 5;

  public String reached() {
    return small(coverage.answering()) ? "<" + SMALL : String.valueOf(coverage.answering());
  }

  public String people() {
    return small(coverage.reachable()) ? "<" + SMALL : String.valueOf(coverage.reachable());
  }

  /** What a door-knock sheet still has to do, never so exact that small numbers can be worked back. */
  public String left() {
    int left = Math.max(0, coverage.households() - coverage.answering());
    return small(coverage.answering()) ? "trên " + Math.max(0, coverage.households() - SMALL) : String.valueOf(left);
  }

  public String percent() {
    if (coverage.households() == 0) {
      return "–";
    }
    return small(coverage.answering()) ? "<%d %%".formatted(Math.max(1, (int) Math.ceil(100.0 * SMALL / Math.max(coverage.households(), SMALL))))
        : "%d %%".formatted((int) coverage.percent());
  }

  /** Which of the five shades stands behind the number. */
  public String heat() {
    double percent = coverage.percent();
    return "heat-" + (percent >= 80 ? 4 : percent >= 50 ? 3 : percent >= 25 ? 2 : percent >= 10 ? 1 : 0);
  }

  private static boolean small(int people) {
    return people > 0 && people < SMALL;
  }

  /** All groups together; each counts at most its own households. */
  static Coverage total(List<Coverage> groups) {
    return new Coverage(new java.util.UUID(0, 0), "Cả phường", groups.stream().mapToInt(Coverage::households).sum(),
        groups.stream().mapToInt(Coverage::reachable).sum(), groups.stream().mapToInt(g -> Math.min(g.answering(), g.households())).sum());
  }
}
