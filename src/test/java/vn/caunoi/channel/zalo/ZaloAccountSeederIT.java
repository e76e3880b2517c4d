package vn.caunoi.channel.zalo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.SimulatedNetwork;
import vn.caunoi.channel.simulated.ZaloTwin;

@CauNoiTest
class ZaloAccountSeederIT {
  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private ZaloTokens tokens;
  @Autowired private ZaloTwin twin;

  @Test
  void theAccountOfTheEnvironmentIsMadeOnceInTheFirstWard() {
    var first = wards.create().id();
    var seeder = seeder(environment("secret-1", "refresh-1"), nothingSimulated());
    seeder.seed(first).block();
    seeder.seed(first).block();
    seeder.seed(wards.create().id()).block();
    var kept = accounts.findByName(Channel.ZALO, "default").block();
    assertThat(kept.account().wardId()).isEqualTo(first);
    assertThat(kept.account().externalId()).isEqualTo("1948273650192837465");
    assertThat(kept.account().simulated()).isFalse();
    assertThat(ZaloCredentials.of(kept.credentials()).refreshToken()).isEqualTo("refresh-1");

    seeder(environment("secret-2", "refresh-1"), nothingSimulated()).seed(first).block();
    assertThat(ZaloCredentials.of(accounts.findByName(Channel.ZALO, "default").block().credentials()).oaSecret()).isEqualTo("secret-2");

    accounts.markDown(first, kept.account().id(), "refresh refused by Zalo: -14014").block();
    seeder(environment("secret-2", "refresh-2"), nothingSimulated()).seed(first).block();
    assertThat(accounts.get(first, kept.account().id()).block().status()).isEqualTo(ChannelAccount.Status.ACTIVE);
  }

  @Test
  void theAccountOfTheDemoSignsInAnewAtEachStart() {
    var ward = wards.create().id();
    seeder(new MockEnvironment(), twin).seed(ward).block();
    var account = accounts.findByName(Channel.ZALO, "simulated").block().account();
    assertThat(account.simulated()).isTrue();
    assertThat(tokens.current(account).block()).isNotBlank();

    var restarted = new ZaloTwin(java.time.Clock.systemUTC(), 0);
    seeder(new MockEnvironment(), restarted).seed(ward).block();
    assertThat(accounts.findByName(Channel.ZALO, "simulated").block().account().externalId()).isEqualTo(restarted.firstOa().id());
  }

  private ZaloAccountSeeder seeder(MockEnvironment environment, SimulatedNetwork... networks) {
    var beans = new StaticListableBeanFactory();
    for (var network : networks) {
      beans.addBean(network.channel().name(), network);
    }
    ObjectProvider<SimulatedNetwork> simulations = beans.getBeanProvider(SimulatedNetwork.class);
    return new ZaloAccountSeeder(accounts, tokens, ZaloSettings.from(environment), simulations, 1.5);
  }

  private static SimulatedNetwork[] nothingSimulated() {
    return new SimulatedNetwork[0];
  }

  private static MockEnvironment environment(String oaSecret, String refreshToken) {
    return new MockEnvironment().withProperty("ZALO_APP_ID", "2817364509182736450").withProperty("ZALO_APP_SECRET", "app-secret")
        .withProperty("ZALO_OA_ID", "1948273650192837465").withProperty("ZALO_OA_SECRET", oaSecret)
        .withProperty("ZALO_REFRESH_TOKEN", refreshToken);
  }
}
