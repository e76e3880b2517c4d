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

/** The whole service as a newcomer starts it: the demo, on a database of its own. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, classes = CauNoiApplication.class)
@AutoConfigureWebTestClient(timeout = "20s")
@ContextConfiguration(initializers = CauNoiDemoTest.Surroundings.class)
public @interface CauNoiDemoTest {

  /** Stands in for the environment variables. */
  class Surroundings implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      try {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", Map.of(
            "CAUNOI_DATABASE_URL", TestDatabase.newUrl("demo"),
            "CAUNOI_DATA_DIR", Files.createTempDirectory("caunoi-demo").toString(),
            "CAUNOI_DEMO", "true")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
