package vn.caunoi.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.caunoi.channel.AccountCheck;
import vn.caunoi.channel.AccountCheck.Step;
import vn.caunoi.channel.AccountSetup.Origin;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;

class TelegramAccountSetupTests {

  @Test
  void anAccountOfTheEnvironmentIsRuledByItAsLongAsItHoldsAToken() {
    assertThat(setup("1:AA", null, TelegramMode.POLLING).origin(account("default", false))).isEqualTo(Origin.ENVIRONMENT);
    assertThat(setup(null, null, TelegramMode.POLLING).origin(account("default", false))).isEqualTo(Origin.CONSOLE);
    assertThat(setup("1:AA", null, TelegramMode.POLLING).origin(account("bot-phuong", false))).isEqualTo(Origin.CONSOLE);
    assertThat(setup(null, null, TelegramMode.POLLING).origin(account("simulated", true))).isEqualTo(Origin.DEMO);
  }

  @Test
  void theWebhookSecretIsOursToChangeUnlessTheEnvironmentGivesIt() {
    assertThat(setup("1:AA", null, TelegramMode.WEBHOOK).rotates(account("default", false))).isTrue();
    assertThat(setup("1:AA", "do-cau-hinh", TelegramMode.WEBHOOK).rotates(account("default", false))).isFalse();
    assertThat(setup("1:AA", "do-cau-hinh", TelegramMode.WEBHOOK).rotates(account("bot-phuong", false))).isTrue();
    assertThat(setup(null, null, TelegramMode.POLLING).rotates(account("bot-phuong", false))).isFalse();
  }

  @Test
  void everyWayACallEndsHasARemedy() {
    var endings = List.<TelegramAnswer>of(new TelegramAnswer.Refused(401, "Unauthorized", null, null), new TelegramAnswer.Refused(429, "", 7L, null),
        new TelegramAnswer.Refused(400, "Bad Request", null, null), new TelegramAnswer.NotSent("no connection"),
        new TelegramAnswer.Lost("no answer in time"), new TelegramAnswer.Unreadable(502));
    assertThat(endings).allSatisfy(ending -> assertThat(TelegramChecks.trouble(Step.TOKEN, ending).result())
        .isInstanceOfSatisfying(AccountCheck.Failed.class, failed -> assertThat(failed.remedy()).isNotBlank()));
    assertThat(TelegramChecks.trouble(Step.TOKEN, new TelegramAnswer.NotSent("no connection")).result())
        .isEqualTo(new AccountCheck.Failed("Chưa tới được Telegram.", "Kiểm tra máy chủ có ra được Internet tới api.telegram.org cổng 443 không"
            + " (tường lửa, proxy). Những gì đã nhập vẫn được giữ; có mạng thì bấm Kiểm tra lại."));
  }

  private static TelegramAccountSetup setup(String token, String secret, TelegramMode mode) {
    var settings = new TelegramSettings(token, "https://api.telegram.org", secret, mode);
    return new TelegramAccountSetup(null, null, new TelegramAccountSetup.Surroundings(null, null, settings, null, "https://canoi.example"), null,
        Clock.systemUTC());
  }

  private static ChannelAccount account(String name, boolean simulated) {
    return new ChannelAccount(UUID.randomUUID(), UUID.randomUUID(), Channel.TELEGRAM, name, null, simulated, ChannelAccount.Status.ACTIVE, null, 25);
  }
}
