package vn.caunoi;

import java.time.Clock;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import vn.caunoi.channel.simulated.ZaloTwin;

/**
 * The networks that simulated accounts of tests are spoken to on. A test makes an OA of its own with {@link ZaloTwin#newOa()} and an account
 * with its credentials.
 */
@TestConfiguration(proxyBeanMethods = false)
public class TestNetworks {

  @Bean
  ZaloTwin zaloTwin(Clock clock) {
    return new ZaloTwin(clock, 0);
  }
}
