package vn.caunoi.flow;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Every flow there is, by name and by what opens it. Read from {@code bot-flows/} and checked by {@link FlowFolder}. */
public final class FlowCatalog {
  /** The variable that holds what follows the prefix of a link or button. */
  static final String TOKEN = "token";

  /** The link of who just opens the bot, or follows it. */
  static final String BARE_START = "start";

  /** The variable that holds what was picked with the button already: {@code rate:<token>:5}. */
  static final String PICK = "pick";

  private static final Pattern CARRIED = Pattern.compile("([A-Za-z0-9_-]{1,64})(?::([A-Za-z0-9_]{1,16}))?");

  private final Common common;
  private final Map<String, Flow> byName = new LinkedHashMap<>();

  /** A flow that something opens, and the variables that come with it (for instance {@code token} of a QR code). */
  public record Opening(Flow flow, Map<String, String> variables) {
    boolean hasToken() {
      return variables.containsKey(TOKEN);
    }

    @Override
    public String toString() {
      return "Opening[" + flow + "]";
    }
  }

  FlowCatalog(Common common, Collection<Flow> flows) {
    this.common = common;
    flows.forEach(flow -> byName.put(flow.name(), flow));
  }

  public Optional<Flow> get(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** What is played when nothing else fits: the menu. */
  public Flow defaultFlow() {
    return byName.values().stream().filter(flow -> flow.triggers().byDefault()).findFirst().orElseThrow();
  }

  /** By a keyword, in any case and without diacritics. */
  public Optional<Opening> match(String text) {
    var plain = Words.plain(text);
    return byName.values().stream().filter(flow -> !plain.isEmpty() && flow.triggers().keywords().contains(plain)).findFirst()
        .map(flow -> new Opening(flow, Map.of()));
  }

  /** By the payload of a link or QR code: {@code g-<token>}. */
  public Optional<Opening> byStart(String payload) {
    return opened(payload, "-", flow -> flow.triggers().links());
  }

  /** By the payload of a button that belongs to no step: {@code menu}, {@code rate:<token>}. */
  public Optional<Opening> byPayload(String payload) {
    return opened(payload, ":", flow -> flow.triggers().payloads());
  }

  Collection<Flow> all() {
    return byName.values();
  }

  Common common() {
    return common;
  }

  private static Optional<Map<String, String>> carried(String rest) {
    var form = CARRIED.matcher(rest);
    if (!form.matches()) {
      return Optional.empty();
    }
    return Optional.of(form.group(2) == null ? Map.of(TOKEN, form.group(1)) : Map.of(TOKEN, form.group(1), PICK, form.group(2)));
  }

  private Optional<Opening> opened(String payload, String mark, Function<Flow, List<String>> openers) {
    for (var flow : byName.values()) {
      for (var opener : openers.apply(flow)) {
        if (opener.equals(payload)) {
          return Optional.of(new Opening(flow, Map.of()));
        }
        if (opener.endsWith(mark) && payload.startsWith(opener)) {
          return carried(payload.substring(opener.length())).map(variables -> new Opening(flow, variables));
        }
      }
    }
    return Optional.empty();
  }
}
