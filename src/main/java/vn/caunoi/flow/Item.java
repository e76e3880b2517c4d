package vn.caunoi.flow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Something to choose, with the number it is typed by; {@code key} is what its button carries, {@code value} what is kept. */
record Item(int number, String key, String value, String label, List<String> words, String means, @Nullable String go) {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

  /** What can be chosen in this step now. */
  static List<Item> of(Step.Ask ask, Map<String, String> variables) {
    return ask.options().from() == null ? fixed(ask, variables) : listed(variables.getOrDefault(ask.options().from(), ""));
  }

  private static List<Item> fixed(Step.Ask ask, Map<String, String> variables) {
    var items = new ArrayList<Item>();
    for (var choice : ask.options().choices()) {
      int number = ask.kind() == Step.Ask.Kind.RATING ? Integer.parseInt(choice.id()) : items.size() + 1;
      items.add(new Item(number, choice.id(), choice.id(), choice.label().show(variables), choice.words(), choice.means(), choice.go()));
    }
    return items;
  }

  /** Lines {@code id|label}. Labels that carry a number each ("Tổ 7") are typed by that number, others by their place. */
  private static List<Item> listed(String lines) {
    var rows = lines.lines().map(line -> line.split("\\|", 2)).filter(row -> row.length == 2 && !row[0].isBlank() && !row[1].isBlank())
        .toList();
    var own = rows.stream().map(row -> ownNumber(row[1])).toList();
    boolean byOwn = !own.contains(-1) && new HashSet<>(own).size() == own.size();
    var items = new ArrayList<Item>();
    for (var row : rows) {
      int number = byOwn ? own.get(items.size()) : items.size() + 1;
      items.add(new Item(number, Buttons.key(row[0].strip()), row[0].strip(), row[1].strip(), List.of(), "", null));
    }
    return items;
  }

  private static int ownNumber(String label) {
    var numbers = NUMBER.matcher(label).results().toList();
    return numbers.size() == 1 ? Integer.parseInt(numbers.getFirst().group()) : -1;
  }
}
