package vn.caunoi.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A piece of a YAML file that knows its line. Every scalar is a text; what does not fit is noted as a problem, not thrown. */
final class YamlNode {
  private final String file;
  private final Node node;
  private final List<FlowProblem> problems;

  private YamlNode(String file, Node node, List<FlowProblem> problems) {
    this.file = file;
    this.node = node;
    this.problems = problems;
  }

  /** The document, or null (and a problem) when it cannot be read. */
  static @Nullable YamlNode read(String file, String content, List<FlowProblem> problems) {
    try {
      var settings = LoadSettings.builder().setLabel(file).setAllowRecursiveKeys(false).setMaxAliasesForCollections(20).build();
      var root = new Compose(settings).composeString(content);
      if (root.isEmpty()) {
        problems.add(new FlowProblem(file, 1, "tệp trống"));
        return null;
      }
      return new YamlNode(file, root.get(), problems);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      problems.add(new FlowProblem(file, line, "không đọc được YAML: " + e.getProblem()));
      return null;
    } catch (YamlEngineException e) {
      problems.add(new FlowProblem(file, 1, "không đọc được YAML"));
      return null;
    }
  }

  int line() {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  String file() {
    return file;
  }

  void problem(String reason) {
    problems.add(new FlowProblem(file, line(), reason));
  }

  boolean isText() {
    return node instanceof ScalarNode;
  }

  boolean isMap() {
    return node instanceof MappingNode;
  }

  String text() {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    problem("cần một đoạn chữ");
    return "";
  }

  /** The entries in the order of the file; a key twice is a problem. */
  Map<String, YamlNode> entries() {
    var entries = new LinkedHashMap<String, YamlNode>();
    if (!(node instanceof MappingNode mapping)) {
      problem("cần các khoá kèm giá trị");
      return entries;
    }
    for (var tuple : mapping.getValue()) {
      var key = new YamlNode(file, tuple.getKeyNode(), problems);
      if (entries.put(key.text(), new YamlNode(file, tuple.getValueNode(), problems)) != null) {
        key.problem("khoá \"%s\" ghi hai lần".formatted(key.text()));
      }
    }
    return entries;
  }

  /** The entries, where only these keys are known. */
  Map<String, YamlNode> entries(Set<String> known) {
    var entries = entries();
    entries.forEach((key, value) -> {
      if (!known.contains(key)) {
        value.problem("không có khoá \"%s\"; ở đây dùng được: %s".formatted(key, String.join(", ", known.stream().sorted().toList())));
      }
    });
    return entries;
  }

  /** The elements; a single value is a list of one. */
  List<YamlNode> elements() {
    if (!(node instanceof SequenceNode sequence)) {
      return List.of(this);
    }
    var elements = new ArrayList<YamlNode>();
    sequence.getValue().forEach(element -> elements.add(new YamlNode(file, element, problems)));
    return elements;
  }

  List<String> texts() {
    return elements().stream().map(YamlNode::text).toList();
  }

  /** The content without comments, spaces and quotes: two files that mean the same are the same. */
  String canonical() {
    return switch (node) {
      case ScalarNode scalar -> "\"" + scalar.getValue().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
      case SequenceNode sequence -> "[" + String.join(",", elements().stream().map(YamlNode::canonical).toList()) + "]";
      default -> {
        var pairs = new ArrayList<String>();
        entries().forEach((key, value) -> pairs.add("\"" + key + "\":" + value.canonical()));
        yield "{" + String.join(",", pairs) + "}";
      }
    };
  }
}
