package vn.caunoi;

import java.time.Clock;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import vn.caunoi.channel.simulated.TelegramTwin;
import vn.caunoi.channel.simulated.ZaloTwin;

/**
 * The networks that simulated accounts of tests are spoken to on. A test makes an OA of its own with {@link ZaloTwin#newOa()} and an account
 * with its credentials; to the other twin any well-formed token is a bot.
 */
@TestConfiguration(proxyBeanMethods = false)
public class TestNetworks {

  @Bean
  ZaloTwin zaloTwin(Clock clock) {
    return new ZaloTwin(clock, 0);
  }

  @Bean
  TelegramTwin telegramTwin(Clock clock) {
    return new TelegramTwin(0, clock);
  }
}
