package vn.caunoi.feedback;

import java.util.List;

/**
 * One question to residents, from {@code config/surveys/}. {@code factor} is the SIPAS factor it counts for; {@code days} is how long an
 * invitation may be answered; {@code levels} are the five answers from worst to best.
 */
public record Survey(String key, int factor, int days, String question, String invitation, List<String> levels) {
  /** After a closed tip. */
  public static final String TIP_CLOSED = "tip-closed";

  public Survey {
    if (levels.size() != 5 || factor < 1 || factor > 5 || days < 1) {
      throw new IllegalArgumentException("cần đúng 5 mức, factor từ 1 đến 5 và days từ 1");
    }
    levels = List.copyOf(levels);
  }

  public String levelName(int level) {
    return levels.get(level - 1);
  }
}
