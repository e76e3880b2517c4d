package vn.caunoi.tip;

import java.util.HashSet;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import vn.caunoi.platform.ConfigFiles;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.WrongSetting;

/** {@code config/categories.yaml}: topics, which residents choose from, and categories, which a person chooses at triage and which set the clock. */
@Component
public final class TipCategories {
  private static final String FILE = "config/categories.yaml";

  /** What a resident says it is about. */
  public record Topic(String key, String label) {}

  /** What it is in law, by human triage. */
  public record Category(String key, String label, TipClock clock) {}

  /** The file as it is written. */
  record Table(TipClock triage, List<Topic> topics, List<Category> categories) {}

  private final Table table;

  @Autowired
  TipCategories(ConfigFiles files) {
    this(files.read(FILE, Table.class));
  }

  TipCategories(Table table) {
    var seen = new HashSet<String>();
    var keys = new java.util.ArrayList<>(table.topics().stream().map(Topic::key).toList());
    table.categories().forEach(c -> keys.add(c.key()));
    for (var key : keys) {
      if (!key.matches("[a-z_]{1,40}") || !seen.add(key)) {
        throw new WrongSetting(FILE + ": key \"" + key + "\" phải là chữ thường a-z, gạch dưới và không trùng.");
      }
    }
    this.table = table;
  }

  public List<Topic> topics() {
    return table.topics();
  }

  public List<Category> categories() {
    return table.categories();
  }

  /** The clock that runs until somebody has chosen a category. */
  public TipClock triage() {
    return table.triage();
  }

  public Category category(String key) {
    return table.categories().stream().filter(c -> c.key().equals(key)).findFirst()
        .orElseThrow(() -> new InvalidInput("category", "Không có loại tin này."));
  }

  /** The topic of this key, else the last one: what a resident sent is never refused because a file has changed. */
  public Topic topic(String key) {
    return table.topics().stream().filter(t -> t.key().equals(key)).findFirst().orElse(table.topics().getLast());
  }

  /** The label of a category or topic; the key itself when the file no longer has it. */
  public String label(String key) {
    return table.categories().stream().filter(c -> c.key().equals(key)).map(Category::label).findFirst()
        .or(() -> table.topics().stream().filter(t -> t.key().equals(key)).map(Topic::label).findFirst())
        .orElse(key);
  }
}
