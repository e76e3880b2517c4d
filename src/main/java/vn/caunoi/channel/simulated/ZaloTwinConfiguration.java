package vn.caunoi.channel.simulated;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.caunoi.platform.DemoOnly;

/** The Zalo of the demo: it posts its events to this very service, at the address of the account {@code simulated}. */
@Configuration(proxyBeanMethods = false)
@DemoOnly
class ZaloTwinConfiguration {
  private static final int DEMO_ASSETS = 8;

  @Bean
  ZaloTwin zaloTwin(Clock clock) {
    var twin = new ZaloTwin(clock, 0);
    var until = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusMonths(6);
    for (int i = 1; i <= DEMO_ASSETS; i++) {
      twin.firstOa().groups().buys("gmf100", "goi-100-" + i, until);
    }
    twin.firstOa().groups().revivesUnknown(until);
    return twin;
  }

  @Bean
  ApplicationListener<WebServerInitializedEvent> zaloTwinWebhook(ZaloTwin twin) {
    return started -> twin.firstOa().postsTo(
        URI.create("http://127.0.0.1:" + started.getWebServer().getPort() + "/webhooks/zalo/simulated"));
  }
}
