package vn.caunoi.flow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.Button;
import vn.caunoi.flow.FlowState.Frame;

/** One turn while it is played: where it stands, what was said so far. */
final class Play {
  /** Steps of one turn between two waits or actions. */
  static final int MAX_STEPS = 100;

  /** Flows calling flows. */
  static final int MAX_DEPTH = 5;

  /** Characters of all variables together. */
  static final int MAX_VARIABLES = 60_000;

  private final FlowCatalog catalog;
  private final Consumer<Step> passed;
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final Map<String, String> variables = new HashMap<>();
  private final List<Turn.Reply> replies = new ArrayList<>();
  private int misses;
  private int page;

  Play(FlowCatalog catalog, Consumer<Step> passed, Map<String, String> variables) {
    this.catalog = catalog;
    this.passed = passed;
    this.variables.putAll(variables);
  }

  Play(FlowCatalog catalog, Consumer<Step> passed, FlowState state) {
    this(catalog, passed, state.variables());
    state.frames().forEach(frames::addLast);
    misses = state.misses();
    page = state.page();
  }

  int page() {
    return page;
  }

  int misses() {
    return misses;
  }

  /** The variables as texts see them: over the values all flows share. */
  Map<String, String> variables() {
    var all = new HashMap<>(catalog.common().values());
    all.putAll(variables);
    return all;
  }

  void set(Map<String, String> values) {
    variables.putAll(values);
  }

  void say(Turn.Reply reply) {
    replies.add(reply);
  }

  void say(Phrase phrase) {
    say(new Turn.Reply(catalog.common().phrase(phrase).show(variables()), List.of(), List.of(), false));
  }

  void missed() {
    misses++;
  }

  void understood() {
    misses = 0;
  }

  void turnTo(int newPage) {
    page = newPage;
    misses = 0;
  }

  /** Leaves whatever is played and opens the flow afresh; only the language stays. */
  Turn open(Flow flow, Map<String, String> given) {
    frames.clear();
    variables.keySet().retainAll(List.of(Wording.LANGUAGE));
    variables.putAll(given);
    understood();
    enter(flow);
    return run();
  }

  /** Goes on with this step of the running flow. */
  Turn goOn(String step) {
    understood();
    go(step);
    return run();
  }

  /** Waits on, in the same question. */
  Turn waitOn() {
    var frame = frames.getLast();
    var step = catalog.get(frame.flow()).map(flow -> flow.step(frame.step())).orElse(null);
    return step instanceof Step.Ask ask ? waits(ask) : end();
  }

  /** Over. */
  Turn end() {
    frames.clear();
    return new Turn(replies, null, null, null);
  }

  private Turn run() {
    for (int steps = 0; steps < MAX_STEPS; steps++) {
      if (frames.isEmpty()) {
        return end();
      }
      var frame = frames.getLast();
      var step = catalog.get(frame.flow()).map(flow -> flow.step(frame.step())).orElse(null);
      if (step == null) {
        return tooMuch();
      }
      passed.accept(step);
      switch (step) {
        case Step.Say say -> {
          say(new Turn.Reply(say.text().show(variables()), List.of(), shortcuts(say), say.alone()));
          go(say.next());
        }
        case Step.Branch branch -> go(chosen(branch));
        case Step.Call call -> {
          if (!call(call)) {
            return tooMuch();
          }
        }
        case Step.Ask ask -> {
          return question(ask, frame);
        }
        case Step.Do action -> {
          return new Turn(replies, call(action), state(), null);
        }
      }
    }
    return tooMuch();
  }

  /** Asks, unless there is nothing to choose from. */
  private Turn question(Step.Ask ask, Frame frame) {
    page = 0;
    misses = 0;
    if (ask.options().empty() != null && Item.of(ask, variables).isEmpty()) {
      go(ask.options().empty());
      return run();
    }
    say(new Question(frame.flow(), ask, variables(), catalog.common()).asked(page));
    return waits(ask);
  }

  private Turn waits(Step.Ask ask) {
    if (variables.values().stream().mapToInt(String::length).sum() > MAX_VARIABLES) {
      return tooMuch();
    }
    return new Turn(replies, null, state(), timeout(ask));
  }

  private static @Nullable Duration timeout(Step.Ask ask) {
    return ask.patience().timeout().isZero() ? null : ask.patience().timeout();
  }

  private Turn tooMuch() {
    say(Phrase.TOO_MUCH);
    return end();
  }

  private FlowState state() {
    return new FlowState(List.copyOf(frames), variables, misses, page);
  }

  private String chosen(Step.Branch branch) {
    var seen = variables();
    return branch.cases().stream().filter(one -> one.when().holds(seen)).map(Step.Branch.Case::go).findFirst().orElse(branch.otherwise());
  }

  private Turn.ActionCall call(Step.Do action) {
    var seen = variables();
    var arguments = new HashMap<>(variables);
    action.with().forEach((name, value) -> arguments.put(name, value.whole(seen)));
    return new Turn.ActionCall(action.action(), arguments);
  }

  /** A call at the end of a flow takes its place, so that flows may hand over to each other. */
  private boolean call(Step.Call call) {
    var called = catalog.get(call.flow());
    if (called.isEmpty()) {
      return false;
    }
    go(call.next());
    enter(called.get());
    return frames.size() <= MAX_DEPTH;
  }

  private void enter(Flow flow) {
    frames.addLast(new Frame(flow.name(), flow.version(), flow.first()));
  }

  private void go(String target) {
    switch (target) {
      case Step.END -> frames.removeLast();
      case Step.MENU -> {
        frames.clear();
        variables.keySet().retainAll(List.of(Wording.LANGUAGE));
        enter(catalog.defaultFlow());
      }
      default -> {
        var frame = frames.removeLast();
        frames.addLast(new Frame(frame.flow(), frame.version(), target));
      }
    }
  }

  private List<Button> shortcuts(Step.Say say) {
    return say.buttons().stream().<Button>map(
        button -> new Button.Reply(button.label().show(variables()), button.payload())).toList();
  }
}
