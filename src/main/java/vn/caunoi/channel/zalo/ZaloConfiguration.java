package vn.caunoi.channel.zalo;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.InboundReceiver;
import vn.caunoi.channel.MessagePrices;
import vn.caunoi.channel.SimulatedNetwork;
import vn.caunoi.media.AttachmentStore;
import vn.caunoi.platform.CauNoiSettings;
import vn.caunoi.platform.ConfigFiles;

/** Puts the parts together; each can be made without Spring as well. */
@Configuration(proxyBeanMethods = false)
class ZaloConfiguration {

  @Bean
  ZaloSettings zaloSettings(Environment environment) {
    return ZaloSettings.from(environment);
  }

  @Bean
  ZaloTariff zaloTariff(ConfigFiles files) {
    return files.read(ZaloTariff.PATH, ZaloTariff.class).checked();
  }

  @Bean
  MessagePrices messagePrices(ZaloTariff tariff) {
    return new MessagePrices(tariff.billed(), tariff.template());
  }

  @Bean
  ZaloHosts zaloHosts(ZaloSettings settings, ObjectProvider<SimulatedNetwork> simulations) {
    return new ZaloHosts(settings, simulations.stream().toList());
  }

  @Bean
  ZaloApi zaloApi(JsonMapper json, ZaloHosts hosts) {
    return new ZaloApi(json, hosts);
  }

  @Bean
  ZaloOAuth zaloOAuth(JsonMapper json, ZaloHosts hosts) {
    return new ZaloOAuth(json, hosts);
  }

  @Bean
  ZaloPictures zaloPictures(ZaloApi api, AttachmentStore store, Clock clock) {
    return new UploadedPictures(api, store, clock);
  }

  @Bean
  ZaloRoads zaloRoads(ZaloApi api, AccessTokens tokens, ZaloPins pins, ZaloPictures pictures, ZaloGroupPost groups, ZaloTemplateSender templates,
      OaUsage usage, Clock clock) {
    return new ZaloRoads(new ZaloSender(api, tokens, pins, pictures, usage, clock), groups, templates);
  }

  @Bean
  ZaloMedia zaloMedia() {
    return new ZaloMedia();
  }

  @Bean
  ZaloWebhook zaloWebhook(ChannelAccounts accounts, ZaloIntake intake, MeterRegistry meters, Clock clock) {
    return new ZaloWebhook(ZaloApps.storedIn(accounts, clock), new ZaloEvents(clock), intake, meters);
  }

  @Bean
  ZaloSignIn zaloSignIn(ChannelAccounts accounts, SignInTrips trips, FixedVerifiers verifiers, ZaloSignIn.Zalo zalo, Clock clock) {
    return new ZaloSignIn(accounts, trips, verifiers, zalo, clock);
  }

  @Bean
  ZaloSignIn.Zalo zaloSide(ZaloHosts hosts, CauNoiSettings settings, ZaloGrants grants, PastedPairs pasted) {
    return new ZaloSignIn.Zalo(new ZaloConsentPage(hosts, settings.publicUrl()), grants, pasted);
  }

  @Bean
  ZaloIntake zaloIntake(InboundReceiver receiver, ZaloPermission permission, ObjectProvider<ZaloGroupNews> groups, MeterRegistry meters) {
    return new ZaloIntake(receiver, permission, groups.orderedStream().toList(), meters);
  }
}
