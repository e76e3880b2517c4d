package vn.caunoi.platform;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Checks the settings before anything else starts, and keeps the demo on loopback unless somebody asked for more. */
class SettingsCheck implements EnvironmentPostProcessor {

  @Override
  public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
    var settings = CauNoiSettings.from(environment);
    if (settings.demo() && environment.getProperty("server.address") == null) {
      environment.getPropertySources().addLast(new MapPropertySource("demo", Map.of("server.address", "127.0.0.1")));
    }
  }
}
