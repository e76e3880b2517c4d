package vn.caunoi.flow;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Collection;

/** Makes conditions of CEL expressions. Every variable is a text; no macro is known, so nothing loops. */
final class Conditions {
  private static final CelOptions OPTIONS = CelOptions.current().maxExpressionCodePointSize(500).build();

  private final CelCompiler compiler;
  private final CelRuntime runtime;

  Conditions(Collection<String> variables) {
    var builder = CelCompilerFactory.standardCelCompilerBuilder().setOptions(OPTIONS).setResultType(SimpleType.BOOL);
    variables.forEach(variable -> builder.addVar(variable, SimpleType.STRING));
    this.compiler = builder.build();
    this.runtime = CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();
  }

  /** The condition; an unknown variable or a mistake is said in one line by {@link InvalidCondition}. */
  Condition of(String expression) throws InvalidCondition {
    try {
      return new Condition(expression, runtime.createProgram(compiler.compile(expression).getAst()));
    } catch (CelValidationException e) {
      var error = e.getErrors().isEmpty() ? "không đọc được" : e.getErrors().getFirst().getMessage();
      throw new InvalidCondition(error.lines().findFirst().orElse("không đọc được"));
    } catch (CelEvaluationException e) {
      throw new InvalidCondition("không dùng được");
    }
  }

  static final class InvalidCondition extends Exception {
    private static final long serialVersionUID = 1;

    InvalidCondition(String message) {
      super(message);
    }
  }
}
