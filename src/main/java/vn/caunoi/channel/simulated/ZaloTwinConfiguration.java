package vn.caunoi.channel.simulated;

import java.net.URI;
import java.time.Clock;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.caunoi.platform.DemoOnly;

/** The Zalo of the demo: it posts its events to this very service, at the address of the account {@code simulated}. */
@Configuration(proxyBeanMethods = false)
@DemoOnly
class ZaloTwinConfiguration {

  @Bean
  ZaloTwin zaloTwin(Clock clock) {
    return new ZaloTwin(clock, 0);
  }

  @Bean
  ApplicationListener<WebServerInitializedEvent> zaloTwinWebhook(ZaloTwin twin) {
    return started -> twin.firstOa().postsTo(
        URI.create("http://127.0.0.1:" + started.getWebServer().getPort() + "/webhooks/zalo/simulated"));
  }
}
