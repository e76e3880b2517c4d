package vn.caunoi.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which step leads to which, as far as the file says. */
final class FlowGraph {
  private final Flow flow;
  private final Map<String, List<String>> targets = new HashMap<>();

  FlowGraph(Flow flow) {
    this.flow = flow;
    flow.steps().forEach((name, step) -> targets.put(name, targets(step)));
  }

  /** Every target that the step names, known or not. */
  static List<String> targets(Step step) {
    var targets = new ArrayList<String>();
    switch (step) {
      case Step.Say say -> targets.add(say.next());
      case Step.Do action -> targets.add(action.next());
      case Step.Call call -> targets.add(call.next());
      case Step.Branch branch -> {
        branch.cases().forEach(one -> targets.add(one.go()));
        targets.add(branch.otherwise());
      }
      case Step.Ask ask -> {
        ask.options().choices().forEach(choice -> targets.add(choice.go()));
        Stream.of(ask.options().empty(), ask.patience().go(), ask.next()).forEach(targets::add);
      }
    }
    targets.removeIf(target -> target == null || target.isEmpty());
    return targets;
  }

  Set<String> unreachable() {
    var missed = new HashSet<>(flow.steps().keySet());
    var open = new ArrayDeque<>(List.of(flow.first()));
    while (!open.isEmpty()) {
      var step = open.remove();
      if (missed.remove(step)) {
        open.addAll(targets.get(step));
      }
    }
    return missed;
  }

  /** Steps from which no path leads out of the flow. */
  Set<String> endless() {
    var endless = new HashSet<>(flow.steps().keySet());
    boolean found = true;
    while (found) {
      found = endless.removeIf(step -> targets.get(step).stream().anyMatch(target -> leavesOrEnds(target, endless)));
    }
    return endless;
  }

  private boolean leavesOrEnds(String target, Set<String> endless) {
    return !endless.contains(target);
  }

  /** Steps that lead back to themselves without a wait on the way. */
  Set<String> spinning() {
    var spinning = new HashSet<String>();
    for (var step : flow.steps().keySet()) {
      if (reachesItselfWithoutWaiting(step)) {
        spinning.add(step);
      }
    }
    return spinning;
  }

  private boolean reachesItselfWithoutWaiting(String start) {
    var seen = new HashSet<String>();
    var open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      var name = open.remove();
      var step = flow.step(name);
      if (step == null || step instanceof Step.Ask) {
        continue;
      }
      for (var target : targets.get(name)) {
        if (target.equals(start)) {
          return true;
        }
        if (seen.add(target)) {
          open.add(target);
        }
      }
    }
    return false;
  }
}
