package vn.caunoi.channel.zalo;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.caunoi.channel.AccountRegister;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.SimulatedNetwork;
import vn.caunoi.platform.CauNoiSettings;

/** Puts together what connects OAs in the console. */
@Configuration(proxyBeanMethods = false)
class ZaloAccountConfiguration {

  @Bean
  ZaloAccountSetup.Surroundings zaloSurroundings(ZaloSettings settings, ObjectProvider<SimulatedNetwork> simulations, CauNoiSettings common,
      @Value("${caunoi.zalo.rate-per-second:1.5}") double rate, Clock clock) {
    var standIn = simulations.stream().filter(network -> network.channel() == Channel.ZALO).findFirst().orElse(null);
    return new ZaloAccountSetup.Surroundings(settings, standIn, common.publicUrl(), rate, clock);
  }

  @Bean
  ZaloAccountSetup zaloAccountSetup(ChannelAccounts accounts, ZaloAccountSetup.Surroundings surroundings, ZaloApi api, ZaloTokens tokens,
      TokenPairs pairs, AccountRegister register) {
    var checks = new ZaloChecks(api, tokens, pairs, register);
    return new ZaloAccountSetup(accounts, register, surroundings, new ZaloAccountSetup.Pair(tokens, pairs), checks);
  }
}
