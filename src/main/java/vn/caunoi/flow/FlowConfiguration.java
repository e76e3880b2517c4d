package vn.caunoi.flow;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FlowConfiguration {

  @Bean
  FlowCatalog flowCatalog(List<FlowAction> actions) {
    return new FlowCatalog(List.of());
  }

  @Bean
  FlowEngine flowEngine(FlowCatalog catalog) {
    return new FlowEngine(catalog);
  }
}
