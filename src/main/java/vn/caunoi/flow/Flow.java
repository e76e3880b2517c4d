package vn.caunoi.flow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One conversation of {@code bot-flows/}. Its version is a hash of its content; a running conversation keeps to its version. */
public final class Flow {
  private final String name;
  private final String version;
  private final String file;
  private final Triggers triggers;
  private final Map<String, Step> steps;

  /** What opens the flow. Keywords are folded; a payload that ends with a colon and a link that ends with a hyphen carry a token. */
  record Triggers(List<String> keywords, List<String> links, List<String> payloads, boolean byDefault, int line) {}

  Flow(String name, String version, String file, Triggers triggers, Map<String, Step> steps) {
    this.name = name;
    this.version = version;
    this.file = file;
    this.triggers = triggers;
    this.steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
  }

  public String name() {
    return name;
  }

  public String version() {
    return version;
  }

  String file() {
    return file;
  }

  Triggers triggers() {
    return triggers;
  }

  /** In the order of the file. */
  Map<String, Step> steps() {
    return steps;
  }

  String first() {
    return steps.keySet().iterator().next();
  }

  @Nullable Step step(String step) {
    return steps.get(step);
  }

  @Override
  public String toString() {
    return "Flow[" + name + " " + version + "]";
  }
}
