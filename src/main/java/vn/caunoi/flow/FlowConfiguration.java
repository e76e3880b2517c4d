package vn.caunoi.flow;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.caunoi.platform.ConfigFiles;
import vn.caunoi.platform.WrongSetting;

/** Reads the flows at start; what would strand a resident stops it. */
@Configuration(proxyBeanMethods = false)
class FlowConfiguration {

  /** The verbs that the shipped flows use; a verb that nobody implements yet does not stop the start. */
  private static final List<String> EXPECTED = List.of(
      "contact_status", "find_group", "list_groups", "join_group", "record_consent", "stop_notices", "resume_notices", "my_data",
      "delete_my_data", "tip_categories", "open_tip", "find_tip", "add_to_tip", "withdraw_tip", "rate");

  @Bean
  FlowCatalog flowCatalog(ConfigFiles files, ObjectProvider<FlowAction> actions) {
    var folder = FlowFolder.read(files.home().resolve("bot-flows"), 
        Stream.concat(EXPECTED.stream(), actions.stream().map(FlowAction::name)).toList());
    if (!folder.problems().isEmpty()) {
      throw new WrongSetting(folder.problems().stream().map(FlowProblem::toString).collect(Collectors.joining("\n")));
    }
    return folder.catalog();
  }

  @Bean
  FlowEngine flowEngine(FlowCatalog catalog) {
    return new FlowEngine(catalog);
  }
}
