package vn.caunoi.flow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.caunoi.flow.Flow.Triggers;

/** Reads one flow from its file. */
final class FlowReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,19}");
  private static final Pattern VARIABLE = Pattern.compile("[a-z][a-z0-9_]{0,39}");
  private static final int VERSION_LENGTH = 10;

  private final YamlNode root;
  private final Map<String, YamlNode> keys;

  FlowReader(YamlNode root) {
    this.root = root;
    this.keys = root.entries(Set.of("flow", "about", "triggers", "steps"));
  }

  /** Every variable that the flow's steps set. */
  Set<String> variables() {
    var variables = new TreeSet<String>();
    stepNodes().forEach((name, step) -> {
      var written = step.isMap() ? step.entries() : Map.<String, YamlNode>of();
      if (written.containsKey("ask")) {
        var into = written.containsKey("into") ? written.get("into").text() : name;
        variables.addAll(List.of(into, into + "_label"));
      }
      if (written.containsKey("gives")) {
        variables.addAll(written.get("gives").texts());
      }
      photosOf(name, written).ifPresent(photos -> variables.addAll(List.of(photos, photos + "_count", photos + "_caption")));
    });
    variables.stream().filter(variable -> !VARIABLE.matcher(variable).matches()).forEach(
        variable -> root.problem("biến \"%s\": tên chỉ gồm a-z, 0-9 và _".formatted(variable)));
    variables.removeIf(variable -> !VARIABLE.matcher(variable).matches());
    return variables;
  }

  private static Optional<String> photosOf(String step, Map<String, YamlNode> written) {
    if (written.containsKey("photos")) {
      return Optional.of(written.get("photos").text());
    }
    boolean asksForPhotos = written.containsKey("ask") && written.get("ask").text().equals("photo");
    return asksForPhotos ? Optional.of(written.containsKey("into") ? written.get("into").text() : step) : Optional.empty();
  }

  /** The flow, or null (and problems) when it has no name or no step. */
  @Nullable Flow read(Conditions conditions) {
    if (!keys.containsKey("flow") || !NAME.matcher(keys.get("flow").text()).matches()) {
      root.problem("thiếu flow: tên gồm a-z, 0-9, _ và tối đa 20 ký tự");
      return null;
    }
    var steps = new LinkedHashMap<String, Step>();
    var names = List.copyOf(stepNodes().keySet());
    stepNodes().forEach((name, node) -> {
      if (!NAME.matcher(name).matches() || name.equals(Step.END) || name.equals(Step.MENU)) {
        node.problem("bước \"%s\": tên chỉ gồm a-z, 0-9, _, tối đa 20 ký tự, khác \"end\" và \"menu\"".formatted(name));
      }
      int position = names.indexOf(name);
      var following = position + 1 < names.size() ? names.get(position + 1) : "";
      var step = new StepReader(name, node, conditions, following).read();
      if (step != null) {
        steps.put(name, step);
      }
    });
    if (steps.isEmpty()) {
      root.problem("kịch bản không có bước nào");
      return null;
    }
    return new Flow(keys.get("flow").text(), version(), root.file(), triggers(), steps);
  }

  private Map<String, YamlNode> stepNodes() {
    return keys.containsKey("steps") ? keys.get("steps").entries() : Map.of();
  }

  private Triggers triggers() {
    if (!keys.containsKey("triggers")) {
      return new Triggers(List.of(), List.of(), List.of(), false, root.line());
    }
    var node = keys.get("triggers");
    var triggers = node.entries(Set.of("keywords", "links", "payloads", "default"));
    boolean byDefault = triggers.containsKey("default") && triggers.get("default").text().equals("true");
    return new Triggers(
        texts(triggers, "keywords").stream().map(Words::plain).toList(), texts(triggers, "links"), texts(triggers, "payloads"),
        byDefault, node.line());
  }

  private static List<String> texts(Map<String, YamlNode> keys, String key) {
    return keys.containsKey(key) ? keys.get(key).texts() : List.of();
  }

  private String version() {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(root.canonical().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, VERSION_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
