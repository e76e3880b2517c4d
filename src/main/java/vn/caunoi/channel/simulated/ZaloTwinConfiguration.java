package vn.caunoi.channel.simulated;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.caunoi.channel.simulated.ZaloTwinTemplates.Place;
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
    twin.firstOa().templates().takesAnybody();
    demoTemplates(clock.instant()).forEach(twin.firstOa().templates()::has);
    return twin;
  }

  @Bean
  ApplicationListener<WebServerInitializedEvent> zaloTwinWebhook(ZaloTwin twin) {
    return started -> twin.firstOa().postsTo(
        URI.create("http://127.0.0.1:" + started.getWebServer().getPort() + "/webhooks/zalo/simulated"));
  }

  /** One of each kind that an administrator meets: usable, by phone alone, still being looked at. */
  private static List<ZaloTwinTemplates.Template> demoTemplates(Instant now) {
    var group = new Place("ten_to", "STRING", 30, true);
    var matter = new Place("noi_dung", "STRING", 80, true);
    var day = new Place("ngay", "DATE", 20, true);
    return List.of(
        new ZaloTwinTemplates.Template("512890", "Thông báo của Công an phường", "ENABLE", "TRANSACTION", now.minus(Duration.ofDays(30)), "120.0",
            List.of(group, matter)),
        new ZaloTwinTemplates.Template("312045", "Mời họp tổ dân phố", "ENABLE", "TRANSACTION", Instant.parse("2025-06-01T02:00:00Z"), "200.0",
            List.of(group, day)),
        new ZaloTwinTemplates.Template("519877", "Nhắc làm căn cước", "PENDING_REVIEW", "CUSTOMER_CARE", now.minus(Duration.ofDays(1)), "200.0",
            List.of(matter)));
  }
}
