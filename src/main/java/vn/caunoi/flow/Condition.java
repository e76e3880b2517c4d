package vn.caunoi.flow;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.Optional;

/** A yes or no over the variables, for instance {@code result == "ok"}. A variable that is not set is an empty text. */
record Condition(String expression, CelRuntime.Program program) {

  /** What cannot be computed (a text that is no number) does not hold. */
  boolean holds(Map<String, String> variables) {
    try {
      return Boolean.TRUE.equals(program.eval(name -> Optional.of(variables.getOrDefault(name, ""))));
    } catch (CelEvaluationException e) {
      return false;
    }
  }
}
