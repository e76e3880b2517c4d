package vn.caunoi.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.caunoi.flow.Step.Ask;

/** Reads one step. The key that says what it does comes with its own set of further keys. */
final class StepReader {
  private static final Map<String, Set<String>> KEYS = Map.of(
      "say", Set.of("say", "buttons", "alone", "next"),
      "ask", Set.of("ask", "text", "into", "choices", "from", "empty", "hint", "help", "skip", "photos", "typed", "cancel", "timeout",
          "on_timeout", "next"),
      "branch", Set.of("branch"),
      "do", Set.of("do", "with", "gives", "next"),
      "call", Set.of("call", "next"),
      "end", Set.of("end", "buttons"));

  private static final Pattern DURATION = Pattern.compile("(\\d{1,4})(m|h|d)");
  private static final Pattern CHOICE_ID = Pattern.compile("[a-z0-9_]{1,16}");
  private static final Duration UNSET = Duration.ZERO;

  private final String name;
  private final YamlNode node;
  private final Conditions conditions;
  private final String following;

  /** {@code following} is the step after this one in the file, empty for the last. */
  StepReader(String name, YamlNode node, Conditions conditions, String following) {
    this.name = name;
    this.node = node;
    this.conditions = conditions;
    this.following = following;
  }

  /** The step, or null (and a problem) when it does nothing or more than one thing. */
  @Nullable Step read() {
    if (!node.isMap()) {
      node.problem("bước \"%s\": cần các khoá kèm giá trị".formatted(name));
      return null;
    }
    var kinds = node.entries().keySet().stream().filter(KEYS::containsKey).toList();
    if (kinds.size() != 1) {
      node.problem("bước \"%s\" cần đúng một trong các khoá say, ask, branch, do, call, end".formatted(name));
      return null;
    }
    var keys = node.entries(KEYS.get(kinds.getFirst()));
    int line = node.line();
    return switch (kinds.getFirst()) {
      case "say" -> new Step.Say(name, line, wording(keys.get("say")), shortcuts(keys), flag(keys, "alone", false), next(keys));
      case "ask" -> ask(keys, line);
      case "branch" -> branch(keys.get("branch"), line);
      case "do" -> new Step.Do(name, line, keys.get("do").text(), arguments(keys), list(keys, "gives"), next(keys));
      case "call" -> new Step.Call(name, line, keys.get("call").text(), next(keys));
      default -> new Step.Say(name, line, wording(keys.get("end")), shortcuts(keys), false, Step.END);
    };
  }

  /** A text, or {@code vi} with {@code en} beside it. */
  static Wording wording(YamlNode node) {
    if (node.isText()) {
      return Wording.of(node.text().strip());
    }
    var languages = node.entries(Set.of("vi", "en", "words", "means", "go"));
    if (!languages.containsKey("vi")) {
      node.problem("thiếu lời tiếng Việt (vi)");
      return Wording.of("…");
    }
    var english = languages.get("en");
    return new Wording(languages.get("vi").text().strip(), english == null ? null : english.text().strip());
  }

  private Step ask(Map<String, YamlNode> keys, int line) {
    var kind = kind(keys.get("ask"));
    if (!keys.containsKey("text")) {
      node.problem("bước \"%s\" hỏi mà không có lời (text)".formatted(name));
    }
    var text = keys.containsKey("text") ? wording(keys.get("text")) : Wording.of("…");
    var into = text(keys, "into", name);
    var options = new Step.Options(choices(keys), optional(keys, "from"), optional(keys, "empty"));
    checkOptions(kind, options);
    var photos = kind == Ask.Kind.PHOTO ? into : optional(keys, "photos");
    var manner = new Step.Manner(
        optionalWording(keys, "hint"), optionalWording(keys, "help"), optionalWording(keys, "skip"), photos,
        flag(keys, "typed", false), flag(keys, "cancel", true));
    var patience = new Step.Patience(timeout(keys), optional(keys, "on_timeout"));
    boolean everyChoiceGoes = !options.choices().isEmpty() && manner.skip() == null
        && options.choices().stream().allMatch(choice -> choice.go() != null);
    return new Ask(name, line, kind, text, into, options, manner, patience, everyChoiceGoes ? "" : next(keys));
  }

  private Ask.Kind kind(YamlNode kind) {
    for (var known : Ask.Kind.values()) {
      if (known.name().toLowerCase(java.util.Locale.ROOT).equals(kind.text())) {
        return known;
      }
    }
    kind.problem("không hỏi được kiểu \"%s\"; dùng được: text, choice, photo, location, phone, rating, list, code".formatted(kind.text()));
    return Ask.Kind.TEXT;
  }

  private void checkOptions(Ask.Kind kind, Step.Options options) {
    boolean fixed = kind == Ask.Kind.CHOICE || kind == Ask.Kind.RATING;
    if (fixed && options.choices().size() < 2) {
      node.problem("bước \"%s\" cần ít nhất hai lựa chọn".formatted(name));
    }
    if (kind == Ask.Kind.RATING && !options.choices().stream().map(Step.Choice::id).toList().equals(List.of("5", "4", "3", "2", "1"))) {
      node.problem("bước \"%s\": đánh giá cần các mức \"5\" đến \"1\", tốt nhất trước".formatted(name));
    }
    if (kind == Ask.Kind.LIST && (options.from() == null || options.empty() == null)) {
      node.problem("bước \"%s\": danh sách cần from (biến gồm các dòng id|nhãn) và empty (bước khi không có gì)".formatted(name));
    }
    if (!fixed && !options.choices().isEmpty()) {
      node.problem("bước \"%s\": chỉ choice và rating có choices".formatted(name));
    }
  }

  private List<Step.Choice> choices(Map<String, YamlNode> keys) {
    var choices = new ArrayList<Step.Choice>();
    if (!keys.containsKey("choices")) {
      return choices;
    }
    keys.get("choices").entries().forEach((id, choice) -> {
      if (!CHOICE_ID.matcher(id).matches()) {
        choice.problem("lựa chọn \"%s\": tên chỉ gồm a-z, 0-9, _ và tối đa 16 ký tự".formatted(id));
      }
      var more = choice.isMap() ? choice.entries() : Map.<String, YamlNode>of();
      var words = more.containsKey("words") ? more.get("words").texts().stream().map(Words::plain).toList() : List.<String>of();
      choices.add(new Step.Choice(id, wording(choice), words, text(more, "means", id), optional(more, "go")));
    });
    return choices;
  }

  private Step branch(YamlNode branch, int line) {
    var cases = new ArrayList<Step.Branch.Case>();
    String otherwise = null;
    for (var element : branch.elements()) {
      var keys = element.entries(Set.of("when", "go", "else"));
      if (otherwise != null) {
        element.problem("bước \"%s\": sau else không xét gì nữa".formatted(name));
      } else if (keys.containsKey("else")) {
        otherwise = keys.get("else").text();
      } else if (keys.containsKey("when") && keys.containsKey("go")) {
        addCase(cases, keys.get("when"), keys.get("go").text());
      } else {
        element.problem("bước \"%s\": mỗi nhánh là when kèm go, hoặc else".formatted(name));
      }
    }
    if (otherwise == null) {
      branch.problem("bước \"%s\" thiếu else (còn lại thì đi đâu)".formatted(name));
    }
    return new Step.Branch(name, line, List.copyOf(cases), otherwise == null ? Step.END : otherwise);
  }

  private void addCase(List<Step.Branch.Case> cases, YamlNode when, String go) {
    try {
      cases.add(new Step.Branch.Case(conditions.of(when.text()), go));
    } catch (Conditions.InvalidCondition e) {
      when.problem("bước \"%s\": điều kiện %s không dùng được: %s".formatted(name, when.text(), e.getMessage()));
    }
  }

  private Map<String, Wording> arguments(Map<String, YamlNode> keys) {
    var arguments = new LinkedHashMap<String, Wording>();
    if (keys.containsKey("with")) {
      keys.get("with").entries().forEach((argument, value) -> arguments.put(argument, Wording.of(value.text())));
    }
    return arguments;
  }

  private List<Step.Shortcut> shortcuts(Map<String, YamlNode> keys) {
    var shortcuts = new ArrayList<Step.Shortcut>();
    if (keys.containsKey("buttons")) {
      keys.get("buttons").entries().forEach(
          (payload, label) -> shortcuts.add(new Step.Shortcut(wording(label), payload, label.line())));
    }
    return shortcuts;
  }

  private Duration timeout(Map<String, YamlNode> keys) {
    if (!keys.containsKey("timeout")) {
      node.problem("bước \"%s\" chờ mà không có thời hạn (ví dụ timeout: 24h)".formatted(name));
      return UNSET;
    }
    var written = DURATION.matcher(keys.get("timeout").text());
    if (!written.matches()) {
      keys.get("timeout").problem("thời hạn \"%s\": cần dạng 30m, 24h hoặc 7d".formatted(keys.get("timeout").text()));
      return UNSET;
    }
    long amount = Long.parseLong(written.group(1));
    return switch (written.group(2)) {
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private String next(Map<String, YamlNode> keys) {
    if (keys.containsKey("next")) {
      return keys.get("next").text();
    }
    if (following.isEmpty()) {
      node.problem("bước \"%s\" đứng cuối mà không nói đi đâu tiếp (ví dụ next: end)".formatted(name));
      return Step.END;
    }
    return following;
  }

  private boolean flag(Map<String, YamlNode> keys, String key, boolean otherwise) {
    if (!keys.containsKey(key)) {
      return otherwise;
    }
    var value = keys.get(key).text();
    if (!Set.of("true", "false").contains(value)) {
      keys.get(key).problem("%s là true hoặc false, không phải \"%s\"".formatted(key, value));
    }
    return value.equals("true");
  }

  private static List<String> list(Map<String, YamlNode> keys, String key) {
    return keys.containsKey(key) ? keys.get(key).texts() : List.of();
  }

  private static String text(Map<String, YamlNode> keys, String key, String otherwise) {
    return keys.containsKey(key) ? keys.get(key).text() : otherwise;
  }

  private static @Nullable String optional(Map<String, YamlNode> keys, String key) {
    return keys.containsKey(key) ? keys.get(key).text() : null;
  }

  private static @Nullable Wording optionalWording(Map<String, YamlNode> keys, String key) {
    return keys.containsKey(key) ? wording(keys.get(key)) : null;
  }
}
