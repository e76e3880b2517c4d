package vn.caunoi.flow;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    return items.stream().filter(item -> item.means().equals("yes") && words.mean(Words.Meaning.YES, text)
        || item.means().equals("no") && words.mean(Words.Meaning.NO, text)).toList();
  }

  /**
   * A label of several words inside the text, else the text inside labels, whole words each. "không hài lòng" holds "hài lòng" too: the
   * longer one is meant. A single word proves nothing: "không biết" is no "Không".
   */
  private static List<Item> byPart(String plain, List<Item> items) {
    if (plain.length() < SHORTEST_PART) {
      return List.of();
    }
    var named = items.stream().flatMap(item -> sayings(item).filter(saying -> saying.contains(" ") && holds(plain, saying))
        .map(saying -> Map.entry(saying, item))).sorted(Comparator.comparing(entry -> -entry.getKey().length())).toList();
    if (!named.isEmpty() && named.stream().allMatch(other -> holds(named.getFirst().getKey(), other.getKey()))) {
      return List.of(named.getFirst().getValue());
    }
    return items.stream().filter(item -> holds(label(item), plain)).toList();
  }

  private static Stream<String> sayings(Item item) {
    return Stream.concat(Stream.of(label(item)), item.words().stream());
  }

  private static boolean holds(String text, String part) {
    return !part.isEmpty() && (" " + text + " ").contains(" " + part + " ");
  }

  /** Signs within a label are no words: "Cháy, nổ" is typed as "chay no". */
  private static String label(Item item) {
    return VietnameseText.fold(item.label().replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " "));
  }
}
