package vn.caunoi.channel.telegram;

import java.time.Clock;
import java.util.List;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import vn.caunoi.channel.AccountRegister;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.InboundReceiver;
import vn.caunoi.channel.SimulatedNetwork;
import vn.caunoi.media.AttachmentStore;
import vn.caunoi.platform.CauNoiSettings;
import vn.caunoi.platform.ConfigFiles;

/** Puts the channel together. */
@Configuration(proxyBeanMethods = false)
class TelegramConfiguration {

  @Bean
  TelegramSettings telegramSettings(Environment environment, CauNoiSettings settings) {
    return TelegramSettings.from(environment, settings);
  }

  @Bean
  TelegramApi telegramApi() {
    return new TelegramApi();
  }

  @Bean
  TelegramBots telegramBots(ChannelAccounts accounts, List<SimulatedNetwork> networks) {
    return new TelegramBots(accounts, networks);
  }

  @Bean
  TelegramReceivings telegramReceivings(DatabaseClient database) {
    return new TelegramReceivings(database);
  }

  @Bean
  TelegramQuestions telegramQuestions() {
    return new TelegramQuestions();
  }

  @Bean
  TelegramCourtesies telegramCourtesies(TelegramApi api, TelegramQuestions questions, TelegramMenu menu) {
    return new TelegramCourtesies(api, questions, menu);
  }

  @Bean
  TelegramMenu telegramMenu(ConfigFiles files) {
    return TelegramMenu.read(files);
  }

  @Bean
  TelegramUpdates telegramUpdates(TelegramMenu menu) {
    return new TelegramUpdates(menu);
  }

  @Bean
  TelegramSender telegramSender(TelegramApi api, TelegramBots bots, AttachmentStore attachments, TelegramQuestions questions,
      MeterRegistry meters) {
    return new TelegramSender(api, bots::of, attachments::workingCopy, questions, meters);
  }

  @Bean
  TelegramMedia telegramMedia(TelegramApi api, TelegramBots bots) {
    return new TelegramMedia(api, bots);
  }

  @Bean
  TelegramAccountSeeder telegramAccountSeeder(ChannelAccounts accounts, TelegramSettings settings, TelegramBots bots,
      List<SimulatedNetwork> networks) {
    return new TelegramAccountSeeder(accounts, settings, bots, networks);
  }

  @Bean
  TelegramAccountSetup telegramAccountSetup(ChannelAccounts accounts, AccountRegister register, TelegramAccountSetup.Surroundings surroundings,
      TelegramReceivings receivings, Clock clock) {
    var checks = new TelegramChecks(surroundings.api(), accounts, register, receivings, clock);
    return new TelegramAccountSetup(accounts, register, surroundings, checks, clock);
  }

  @Bean
  TelegramAccountSetup.Surroundings telegramSurroundings(TelegramApi api, TelegramBots bots, TelegramSettings settings,
      List<SimulatedNetwork> networks, CauNoiSettings common) {
    var standIn = networks.stream().filter(network -> network.channel() == Channel.TELEGRAM).findFirst().orElse(null);
    return new TelegramAccountSetup.Surroundings(api, bots, settings, standIn, common.publicUrl());
  }

  @Bean
  TelegramReceiving telegramReceiving(TelegramApi api, TelegramReceivings receivings, CauNoiSettings settings, MeterRegistry meters,
      Clock clock) {
    return new TelegramReceiving(api, receivings, settings.publicUrl(), meters, clock);
  }

  @Bean
  TelegramSetup telegramSetup(TelegramApi api, ChannelAccounts accounts, TelegramReceiving receiving, TelegramMenu menu) {
    return new TelegramSetup(api, accounts, receiving, new TelegramFace(api, menu));
  }

  @Bean
  TelegramPolling telegramPolling(TelegramApi api, TelegramReceivings receivings, TelegramUpdates updates,
      InboundReceiver receiver, TelegramCourtesies courtesies, Clock clock) {
    return new TelegramPolling(api, receivings, updates, receiver, courtesies::pay, clock);
  }

  @Bean
  TelegramConnections telegramConnections(TelegramBots bots, TelegramSetup setup, TelegramPolling polling, ChannelAccounts accounts) {
    return new TelegramConnections(bots, setup, polling, accounts);
  }

  @Bean
  TelegramWebhook telegramWebhook(TelegramBots bots, TelegramUpdates updates, InboundReceiver receiver,
      TelegramCourtesies courtesies, MeterRegistry meters, Clock clock) {
    return new TelegramWebhook(bots::named, updates, receiver, courtesies::pay, meters, clock);
  }
}
