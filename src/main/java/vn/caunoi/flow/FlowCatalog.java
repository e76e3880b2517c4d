package vn.caunoi.flow;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Every flow there is, by name and by what opens it. */
public final class FlowCatalog {
  private final Map<String, Flow> byName = new LinkedHashMap<>();

  /** A flow that something opens, and the variables that come with it (for instance {@code token} of a QR code). */
  public record Opening(Flow flow, Map<String, String> variables) {}

  FlowCatalog(Collection<Flow> flows) {
    flows.forEach(flow -> byName.put(flow.name(), flow));
  }

  public Optional<Flow> get(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** What is played when nothing else fits: the menu. */
  public Flow defaultFlow() {
    return byName.values().iterator().next();
  }

  /** By a keyword, in any case and without diacritics. */
  public Optional<Opening> match(String text) {
    return Optional.empty();
  }

  /** By the payload of a link or QR code. */
  public Optional<Opening> byStart(String payload) {
    return Optional.empty();
  }

  /** By the payload of a button that belongs to no step, for instance {@code menu}. */
  public Optional<Opening> byPayload(String payload) {
    return Optional.empty();
  }
}
