package vn.caunoi.channel.training;

import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.simulated.TelegramTwin;
import vn.caunoi.channel.simulated.ZaloTwin;
import vn.caunoi.platform.DemoOnly;

/** The demo's networks with a few invented residents each. */
@Configuration(proxyBeanMethods = false)
@DemoOnly
class TrainingConfiguration {
  /** Ids beyond those of the demo's past, the same at every start. */
  private static final long FIRST_ON_ZALO = 6_600_000_000_000_000_000L;
  private static final long FIRST_ON_TELEGRAM = 910_000_000L;

  @Bean
  TrainingNetwork zaloTraining(ZaloTwin twin, Clock clock) {
    var oa = twin.firstOa();
    var network = new TrainingNetwork(Channel.ZALO, number -> new ZaloPerson(oa, oa.resident(String.valueOf(FIRST_ON_ZALO + number)), clock),
        ZaloFaults.of(oa), oa.journal(), clock);
    List.of("Bà Lan", "Ông Hùng", "Chị Mai").forEach(network::add);
    return network;
  }

  @Bean
  TrainingNetwork telegramTraining(TelegramTwin twin, Clock clock) {
    var network = new TrainingNetwork(Channel.TELEGRAM,
        number -> new TelegramPerson(twin.resident(TelegramTwin.DEMO_TOKEN, FIRST_ON_TELEGRAM + number)),
        TelegramFaults.of(twin), twin.journal(), clock);
    List.of("Anh Tuấn", "Cô Hoa", "Em Nam").forEach(network::add);
    return network;
  }
}
