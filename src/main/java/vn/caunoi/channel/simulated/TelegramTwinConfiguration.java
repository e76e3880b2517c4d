package vn.caunoi.channel.simulated;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.caunoi.platform.DemoOnly;

/** Telegram for the demo. */
@Configuration(proxyBeanMethods = false)
@DemoOnly
class TelegramTwinConfiguration {

  /** The demo's residents are known to the bot again after a restart, though the twin itself forgets them. */
  @Bean
  TelegramTwin telegramTwin(Clock clock) {
    var twin = new TelegramTwin(0, clock);
    twin.knowEverybody();
    return twin;
  }
}
