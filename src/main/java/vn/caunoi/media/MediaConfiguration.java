package vn.caunoi.media;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class MediaConfiguration {
  @Bean
  Clamd clamd(Environment environment, Clock clock) {
    return new Clamd(ClamdSettings.from(environment), clock);
  }
}
