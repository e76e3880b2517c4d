package vn.caunoi.flow;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import vn.caunoi.platform.VietnameseText;

/** Finds what a resident chose with words: a number, the label or a part of it without diacritics, "ok" or "ko". */
final class Choosing {
  private static final Pattern NUMBER = Pattern.compile("(?:(?:so|chon|muc|y|phuong an|cau|to)\\s*)?(\\d{1,6})(?:\\s*sao)?");
  private static final Map<String, Integer> NUMERALS = Map.of(
      "mot", 1, "hai", 2, "ba", 3, "bon", 4, "nam", 5, "sau", 6, "bay", 7, "tam", 8, "chin", 9);
  private static final int SHORTEST_PART = 2;

  private final Words words;

  Choosing(Words words) {
    this.words = words;
  }

  /** The items that the text may mean: one when it is clear, none when it means nothing here. */
  List<Item> meant(String text, List<Item> items) {
    var plain = Words.plain(text);
    if (plain.isEmpty()) {
      return List.of();
    }
    var exact = items.stream().filter(item -> label(item).equals(plain) || item.words().contains(plain)).toList();
    if (exact.size() == 1) {
      return exact;
    }
    var numbered = byNumber(plain, items);
    if (!numbered.isEmpty()) {
      return numbered;
    }
    var agreed = byAgreement(text, items);
    return agreed.isEmpty() ? byPart(plain, items) : agreed;
  }

  private static List<Item> byNumber(String plain, List<Item> items) {
    var written = NUMBER.matcher(plain);
    int number = written.matches() ? Integer.parseInt(written.group(1)) : NUMERALS.getOrDefault(plain.replaceFirst("^so ", ""), -1);
    return items.stream().filter(item -> item.number() == number).toList();
  }

  private List<Item> byAgreement(String text, List<Item> items) {
    return items.stream().filter(item -> item.key().equals("yes") && words.mean(Words.Meaning.YES, text)
        || item.key().equals("no") && words.mean(Words.Meaning.NO, text)).toList();
  }

  /** A label inside the text, else the text inside labels, whole words each. */
  private static List<Item> byPart(String plain, List<Item> items) {
    if (plain.length() < SHORTEST_PART) {
      return List.of();
    }
    var named = items.stream().filter(item -> holds(plain, label(item))).toList();
    return named.size() == 1 ? named : items.stream().filter(item -> holds(label(item), plain)).toList();
  }

  private static boolean holds(String text, String part) {
    return !part.isEmpty() && (" " + text + " ").contains(" " + part + " ");
  }

  /** Signs within a label are no words: "Cháy, nổ" is typed as "chay no". */
  private static String label(Item item) {
    return VietnameseText.fold(item.label().replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " "));
  }
}
