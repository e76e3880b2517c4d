package vn.caunoi.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The folder {@code bot-flows/}: reads and checks all of it. */
final class FlowFolder {
  private static final String COMMON = "common.yaml";

  private final Collection<String> actions;
  private final List<FlowProblem> problems = new ArrayList<>();
  private @Nullable FlowCatalog catalog;

  private FlowFolder(Collection<String> actions) {
    this.actions = actions;
  }

  /** Reads and checks the files; {@code actions} are the verbs that exist. */
  static FlowFolder read(Path folder, Collection<String> actions) {
    var found = new FlowFolder(actions);
    found.catalog = found.assemble(found.contents(folder));
    return found;
  }

  /** As {@link #read}, from file names and contents. */
  static FlowFolder of(Map<String, String> contents, Collection<String> actions) {
    var found = new FlowFolder(actions);
    found.catalog = found.assemble(contents);
    return found;
  }

  /** What is wrong, in the order of files and lines; empty when everything is well. */
  List<FlowProblem> problems() {
    return problems.stream().distinct()
        .sorted(Comparator.comparing(FlowProblem::file).thenComparing(FlowProblem::line).thenComparing(FlowProblem::reason)).toList();
  }

  FlowCatalog catalog() {
    if (catalog == null || !problems.isEmpty()) {
      throw new IllegalStateException("there are problems: " + problems());
    }
    return catalog;
  }

  private Map<String, String> contents(Path folder) {
    var contents = new HashMap<String, String>();
    if (!Files.isDirectory(folder)) {
      problems.add(new FlowProblem("bot-flows", 1, "không có thư mục: " + folder.toAbsolutePath()));
      return contents;
    }
    try (var files = Files.newDirectoryStream(folder, "*.yaml")) {
      for (var file : files) {
        var name = "bot-flows/" + file.getFileName();
        try {
          contents.put(name, Files.readString(file));
        } catch (MalformedInputException e) {
          problems.add(new FlowProblem(name, 1, "không phải UTF-8"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return contents;
  }

  private @Nullable FlowCatalog assemble(Map<String, String> contents) {
    Common common = null;
    var readers = new ArrayList<FlowReader>();
    for (var file : contents.keySet().stream().sorted().toList()) {
      var root = YamlNode.read(file, contents.get(file), problems);
      if (root == null || !root.isMap()) {
        if (root != null) {
          root.problem("expected keys with values");
        }
      } else if (file.endsWith(COMMON)) {
        common = Common.read(root);
      } else {
        readers.add(new FlowReader(root));
      }
    }
    if (common == null) {
      problems.add(new FlowProblem("bot-flows/" + COMMON, 1, "thiếu tệp các câu và từ chung"));
      return null;
    }
    return assemble(common, readers);
  }

  private FlowCatalog assemble(Common common, List<FlowReader> readers) {
    var variables = new TreeSet<>(List.of(FlowCatalog.TOKEN, FlowCatalog.PICK, Wording.LANGUAGE));
    variables.addAll(common.values().keySet());
    readers.forEach(reader -> variables.addAll(reader.variables()));
    var conditions = new Conditions(variables);
    var flows = new HashMap<String, Flow>();
    for (var reader : readers) {
      var flow = reader.read(conditions);
      var other = flow == null ? null : flows.putIfAbsent(flow.name(), flow);
      if (other != null) {
        problems.add(new FlowProblem(flow.file(), 1, "kịch bản \"%s\" đã có trong %s".formatted(flow.name(), other.file())));
      }
    }
    var all = new FlowCatalog(common, flows.values().stream().sorted(Comparator.comparing(Flow::name)).toList());
    problems.addAll(new FlowLint(all, actions, variables).problems());
    return all;
  }
}
