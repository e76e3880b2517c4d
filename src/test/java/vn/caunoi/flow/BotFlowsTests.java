package vn.caunoi.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Plays every conversation of {@code bot-flows/tests/} against the flows of {@code bot-flows/}. */
class BotFlowsTests {
  static final FlowCatalog CATALOG = ShippedFlows.catalog();

  @Test
  void shippedFlowsHaveNoProblem() {
    assertThat(ShippedFlows.folder().problems()).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> conversationsGoAsWritten() throws IOException {
    return scripts(step -> { }).entrySet().stream().map(script -> DynamicTest.dynamicTest(script.getKey(), script.getValue()::play));
  }

  @Test
  void everyStepIsReachedByAConversation() throws IOException {
    Set<Step> passed = Collections.newSetFromMap(new IdentityHashMap<>());
    scripts(passed::add).values().forEach(Script::play);
    var missed = new ArrayList<String>();
    CATALOG.all().forEach(flow -> flow.steps().values().stream().filter(step -> !passed.contains(step)).forEach(
        step -> missed.add("%s, dòng %d: bước \"%s\"".formatted(flow.file(), step.line(), step.name()))));
    assertThat(missed).as("steps that no conversation of bot-flows/tests reaches").isEmpty();
  }

  private static Map<String, Script> scripts(Consumer<Step> passed) throws IOException {
    var scripts = new LinkedHashMap<String, Script>();
    try (var files = Files.list(Path.of("bot-flows/tests"))) {
      for (var file : files.filter(path -> path.toString().endsWith(".yaml")).sorted().toList()) {
        read(file).forEach((name, script) -> scripts.put(file.getFileName() + ": " + name, new Script(
            file.getFileName() + ": " + name, script.lines(), script.usual(), CATALOG, passed)));
      }
    }
    return scripts;
  }

  private record Written(List<Map<String, Object>> lines, Map<String, Map<String, String>> usual) {}

  /** {@code actions}: what actions usually give; {@code conversations}: by name, the lines. */
  @SuppressWarnings("unchecked")
  private static Map<String, Written> read(Path file) throws IOException {
    var settings = LoadSettings.builder().setLabel(file.toString()).build();
    var content = (Map<String, Object>) new Load(settings).loadFromString(Files.readString(file));
    var usual = new HashMap<String, Map<String, String>>();
    ((Map<String, Object>) content.getOrDefault("actions", Map.of())).forEach((name, gives) -> usual.put(name, Script.texts(gives)));
    var written = new LinkedHashMap<String, Written>();
    ((Map<String, Object>) content.get("conversations")).forEach(
        (name, lines) -> written.put(name, new Written((List<Map<String, Object>>) lines, usual)));
    return written;
  }
}
