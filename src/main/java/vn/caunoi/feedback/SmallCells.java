package vn.caunoi.feedback;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which cells of a table may be shown. Cells of fewer than {@value #LEAST} answers are hidden; so are further ones, smallest first, until
 * what is hidden cannot be had by subtraction from the total: at least two cells, together at least {@value #LEAST} answers.
 */
final class SmallCells {
  static final int LEAST = 5;

  private SmallCells() {}

  /** Cells with an answer that must not be shown; cells without one are no secret. */
  static <K> List<K> hidden(Map<K, Long> sizes) {
    var rest = new LinkedHashMap<K, Long>();
    sizes.entrySet().stream().filter(e -> e.getValue() > 0).sorted(Comparator.comparingLong(Map.Entry::getValue))
        .forEach(e -> rest.put(e.getKey(), e.getValue()));
    var hidden = new ArrayList<K>();
    long together = 0;
    for (var cell : rest.entrySet()) {
      boolean small = cell.getValue() < LEAST;
      boolean gives = !hidden.isEmpty() && (hidden.size() < 2 || together < LEAST);
      if (small || gives) {
        hidden.add(cell.getKey());
        together += cell.getValue();
      }
    }
    return hidden;
  }
}
