package vn.caunoi.flow;

import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.caunoi.platform.ConfigFiles;
import vn.caunoi.platform.WrongSetting;

/** Reads the flows at start; what would strand a resident stops it. */
@Configuration(proxyBeanMethods = false)
class FlowConfiguration {

  @Bean
  FlowCatalog flowCatalog(ConfigFiles files, ObjectProvider<FlowAction> actions) {
    var folder = FlowFolder.read(files.home().resolve("bot-flows"), actions.stream().map(FlowAction::name).toList());
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
