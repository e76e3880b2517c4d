package vn.caunoi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.util.Map;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/** The whole service on a random port and a real PostgreSQL, without the demo. All tests share one context, so each makes its own ward. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, classes = {CauNoiApplication.class, TestWard.class, TestNetworks.class})
@AutoConfigureWebTestClient(timeout = "20s")
@ContextConfiguration(initializers = CauNoiTest.Surroundings.class)
public @interface CauNoiTest {

  /** Stands in for the environment variables. */
  class Surroundings implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      try {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", Map.of(
            "CAUNOI_DATABASE_URL", TestDatabase.url(),
            "CAUNOI_DATA_DIR", Files.createTempDirectory("caunoi-test").toString(),
            "CAUNOI_DEMO", "false",
            "caunoi.campaign.hours", "00:00-24:00")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
