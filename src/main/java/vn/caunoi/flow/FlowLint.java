package vn.caunoi.flow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds, on the graph and before anything runs, what would strand a resident. */
final class FlowLint {
  /** A text with its variables still fits the smallest message (Zalo, 2,000) in most cases; what does not is split. */
  static final int MAX_TEXT = 1_500;

  /** What a button can show. */
  static final int MAX_LABEL = 40;

  /** More belong into a list with pages. */
  static final int MAX_CHOICES = 10;

  /** Buttons of a text without a question: the channel with the fewest shows so many. */
  static final int MAX_BUTTONS = 5;

  private static final Set<String> OWN_PAYLOADS = Set.of(Buttons.CANCEL, Buttons.HELP);

  private final FlowCatalog catalog;
  private final Set<String> actions;
  private final Set<String> variables;
  private final List<FlowProblem> problems = new ArrayList<>();

  FlowLint(FlowCatalog catalog, Collection<String> actions, Collection<String> variables) {
    this.catalog = catalog;
    this.actions = Set.copyOf(actions);
    this.variables = Set.copyOf(variables);
  }

  List<FlowProblem> problems() {
    catalog.all().forEach(this::check);
    checkTriggers();
    return problems;
  }

  private void check(Flow flow) {
    flow.steps().values().forEach(step -> {
      checkTargets(flow, step);
      checkReferences(flow, step);
      texts(step).forEach(text -> checkText(flow, step, text));
      if (step instanceof Step.Ask ask) {
        checkChoices(flow, ask);
      }
      if (step instanceof Step.Say say) {
        checkButtons(flow, say);
      }
    });
    if (flow.steps().values().stream().allMatch(step -> unknownTargets(flow, step).isEmpty())) {
      checkGraph(flow);
    }
  }

  private static List<String> unknownTargets(Flow flow, Step step) {
    return FlowGraph.targets(step).stream()
        .filter(target -> flow.step(target) == null && !target.equals(Step.END) && !target.equals(Step.MENU)).toList();
  }

  private void checkTargets(Flow flow, Step step) {
    unknownTargets(flow, step).forEach(
        target -> problem(flow, step, "đi tới \"%s\", không có bước nào tên như vậy (cũng không phải end, menu)".formatted(target)));
  }

  private void checkReferences(Flow flow, Step step) {
    switch (step) {
      case Step.Do action when !actions.contains(action.action()) ->
          problem(flow, step, "gọi hành động \"%s\" không có; dùng được: %s".formatted(
              action.action(), String.join(", ", actions.stream().distinct().sorted().toList())));
      case Step.Call call when catalog.get(call.flow()).isEmpty() ->
          problem(flow, step, "gọi kịch bản \"%s\" không có".formatted(call.flow()));
      case Step.Call call when callsItself(flow.name(), call.flow(), new HashSet<>()) ->
          problem(flow, step, "gọi \"%s\", kịch bản ấy lại gọi về đây".formatted(call.flow()));
      case Step.Ask ask when ask.options().from() != null && !variables.contains(ask.options().from()) ->
          problem(flow, step, "liệt kê biến \"%s\" mà không bước nào đặt".formatted(ask.options().from()));
      default -> { }
    }
  }

  private boolean callsItself(String caller, String called, Set<String> seen) {
    if (called.equals(caller)) {
      return true;
    }
    return seen.add(called) && catalog.get(called).stream().flatMap(flow -> flow.steps().values().stream())
        .anyMatch(step -> step instanceof Step.Call call && callsItself(caller, call.flow(), seen));
  }

  private void checkText(Flow flow, Step step, Wording text) {
    if (text.vi().isBlank()) {
      problem(flow, step, "có lời trống");
    }
    if (text.longest() > MAX_TEXT) {
      problem(flow, step, "có lời dài %d ký tự; tối đa %d".formatted(text.longest(), MAX_TEXT));
    }
    text.placeholders().stream().filter(name -> !variables.contains(name)).forEach(
        name -> problem(flow, step, "hiện {%s} mà không bước nào đặt".formatted(name)));
  }

  private static List<Wording> texts(Step step) {
    return switch (step) {
      case Step.Say say -> List.of(say.text());
      case Step.Ask ask -> Stream.of(ask.text(), ask.manner().hint(), ask.manner().help()).filter(text -> text != null).toList();
      case Step.Do action -> List.copyOf(action.with().values().stream().filter(text -> !text.placeholders().isEmpty()).toList());
      case Step.Branch branch -> List.of();
      case Step.Call call -> List.of();
    };
  }

  private void checkChoices(Flow flow, Step.Ask ask) {
    var choices = ask.options().choices();
    if (choices.size() > MAX_CHOICES) {
      problem(flow, ask, "có %d lựa chọn; tối đa %d, nhiều hơn thì dùng list".formatted(choices.size(), MAX_CHOICES));
    }
    choices.forEach(choice -> checkLabel(flow, ask, choice.label()));
    if (ask.manner().skip() != null) {
      checkLabel(flow, ask, ask.manner().skip());
    }
    var labels = new HashSet<String>();
    choices.stream().map(choice -> Words.plain(choice.label().vi())).filter(label -> !labels.add(label)).forEach(
        label -> problem(flow, ask, "có hai lựa chọn khi bỏ dấu đều là \"%s\"".formatted(label)));
  }

  private void checkLabel(Flow flow, Step step, Wording label) {
    if (label.longest() > MAX_LABEL || label.vi().isBlank()) {
      problem(flow, step, "có nút dài %d ký tự; cần 1 đến %d".formatted(label.longest(), MAX_LABEL));
    }
  }

  private void checkButtons(Flow flow, Step.Say say) {
    if (say.buttons().size() > MAX_BUTTONS) {
      problem(flow, say, "có %d nút; tối đa %d".formatted(say.buttons().size(), MAX_BUTTONS));
    }
    say.buttons().forEach(button -> {
      checkLabel(flow, say, button.label());
      if (catalog.byPayload(button.payload()).isEmpty() && !OWN_PAYLOADS.contains(button.payload())) {
        problem(flow, say, "có nút \"%s\" không mở kịch bản nào".formatted(button.payload()));
      } else if (!typedOpensTheSame(button)) {
        problem(flow, say, "có nút \"%s\" mà gõ đúng chữ đó không mở cùng kịch bản; thêm vào keywords".formatted(button.label().vi()));
      }
    });
  }

  /** Where a network shows no buttons, the label is what is typed. */
  private boolean typedOpensTheSame(Step.Shortcut button) {
    var opened = catalog.byPayload(button.payload());
    return opened.isEmpty() || catalog.match(button.label().vi()).map(FlowCatalog.Opening::flow).equals(opened.map(FlowCatalog.Opening::flow));
  }

  private void checkGraph(Flow flow) {
    var graph = new FlowGraph(flow);
    graph.unreachable().forEach(step -> problem(flow, flow.step(step), "không có đường nào tới"));
    graph.endless().forEach(step -> problem(flow, flow.step(step), "không có đường nào ra khỏi kịch bản"));
    graph.spinning().forEach(step -> problem(flow, flow.step(step), "quay vòng mà không chờ người dân"));
  }

  private void checkTriggers() {
    var owners = new HashMap<String, String>();
    for (var flow : catalog.all()) {
      var triggers = flow.triggers();
      triggers.keywords().forEach(keyword -> checkOwner(flow, owners, "keyword", keyword));
      triggers.links().forEach(link -> checkOwner(flow, owners, "link", link));
      triggers.payloads().forEach(payload -> checkOwner(flow, owners, "payload", payload));
      Stream.concat(triggers.links().stream(), triggers.payloads().stream()).filter(opener -> !Buttons.fits(opener)).forEach(
          opener -> problem(flow, triggers.line(), "\"%s\" không làm nút được: chữ không dấu, tối đa 64 ký tự, không bắt đầu bằng %s".formatted(
              opener, Buttons.BOUND)));
    }
    var defaults = catalog.all().stream().filter(flow -> flow.triggers().byDefault()).toList();
    if (defaults.size() != 1) {
      var file = defaults.isEmpty() ? "bot-flows" : defaults.getLast().file();
      problems.add(new FlowProblem(file, 1, "cần đúng một kịch bản có \"default: true\", đang có %d".formatted(defaults.size())));
    }
  }

  private void checkOwner(Flow flow, Map<String, String> owners, String kind, String opener) {
    var other = owners.putIfAbsent(kind + " " + opener, flow.name());
    if (other != null) {
      problem(flow, flow.triggers().line(), "%s \"%s\" đã mở kịch bản \"%s\"".formatted(kind, opener, other));
    }
  }

  private void problem(Flow flow, Step step, String reason) {
    problem(flow, step.line(), "bước \"%s\" %s".formatted(step.name(), reason));
  }

  private void problem(Flow flow, int line, String reason) {
    problems.add(new FlowProblem(flow.file(), line, reason));
  }
}
