package vn.caunoi.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import vn.caunoi.platform.CauNoiSettings;
import vn.caunoi.platform.WrongSetting;

class TelegramSettingsTests {
  private final MockEnvironment environment = new MockEnvironment();

  @Test void thereIsNoAccountWithoutAToken() {
    var settings = read("http://localhost:8080");
    assertThat(settings.token()).isNull();
    assertThat(settings.apiUrl()).isEqualTo("https://api.telegram.org");
  }

  @Test void anHttpsAddressMeansWebhookUnlessSaidOtherwise() {
    assertThat(read("http://localhost:8080").mode()).isEqualTo(TelegramMode.POLLING);
    assertThat(read("https://canoi.example.vn").mode()).isEqualTo(TelegramMode.WEBHOOK);
    environment.setProperty("TELEGRAM_MODE", "polling");
    assertThat(read("https://canoi.example.vn").mode()).isEqualTo(TelegramMode.POLLING);
  }

  @Test void aBadTokenNeverStopsTheStart() {
    environment.setProperty("TELEGRAM_BOT_TOKEN", "no token at all");
    assertThat(read("http://localhost:8080").token()).isEqualTo("no token at all");
    assertThat(new TelegramCredentials("no token at all", "http://x.example", "s", TelegramMode.POLLING).isComplete()).isFalse();
  }

  @Test void whatCannotBeUsedIsNamedWithoutSecrets() {
    environment.setProperty("TELEGRAM_MODE", "push");
    assertThatThrownBy(() -> read("http://localhost:8080")).isInstanceOf(WrongSetting.class).hasMessageContaining("TELEGRAM_MODE")
        .hasMessageContaining("push").hasMessageContaining("webhook");
    environment.setProperty("TELEGRAM_MODE", "");
    environment.setProperty("TELEGRAM_API_URL", "api.telegram.org");
    assertThatThrownBy(() -> read("http://localhost:8080")).isInstanceOf(WrongSetting.class).hasMessageContaining("TELEGRAM_API_URL");
    environment.setProperty("TELEGRAM_API_URL", "");
    environment.setProperty("TELEGRAM_WEBHOOK_SECRET", "bí mật");
    assertThatThrownBy(() -> read("http://localhost:8080")).isInstanceOf(WrongSetting.class).hasMessageContaining("TELEGRAM_WEBHOOK_SECRET")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("bí mật\""));
  }

  private TelegramSettings read(String publicUrl) {
    return TelegramSettings.from(environment,
        new CauNoiSettings(Path.of("."), Path.of("data"), null, true, publicUrl, null, true));
  }
}
