package vn.caunoi.flow;

import java.nio.file.Path;
import java.util.Set;

/** The flows of the repository, with the verbs that docs/flows.md promises them. */
final class ShippedFlows {
  static final Set<String> ACTIONS = Set.of(
      "contact_status", "find_group", "list_groups", "join_group", "record_consent", "stop_notices", "resume_notices", "my_data",
      "delete_my_data", "phone_status", "keep_phone", "forget_phone", "tip_categories", "open_tip", "find_tip", "add_to_tip", "withdraw_tip", "rate");

  private ShippedFlows() {}

  static FlowFolder folder() {
    return FlowFolder.read(Path.of("bot-flows"), ACTIONS);
  }

  static FlowCatalog catalog() {
    return folder().catalog();
  }
}
