package vn.caunoi.flow;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import vn.caunoi.platform.VietnameseText;

/** Small words that mean something in every flow, folded. They stand in {@code bot-flows/common.yaml}. */
record Words(Map<Meaning, Set<String>> byMeaning) {
  enum Meaning {
    CANCEL, HELP, MENU, YES, NO, SKIP, DONE, MORE, BACK;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  boolean mean(Meaning meaning, String text) {
    var plain = plain(text);
    return !plain.isEmpty() && byMeaning.getOrDefault(meaning, Set.of()).contains(plain);
  }

  /** Folded, and without the full stop, the exclamation mark or the emoji people put around an answer. */
  static String plain(String text) {
    return VietnameseText.fold(text).replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", "");
  }
}
