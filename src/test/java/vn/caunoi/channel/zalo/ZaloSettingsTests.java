package vn.caunoi.channel.zalo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;
import vn.caunoi.platform.WrongSetting;

class ZaloSettingsTests {

  @Test
  void nothingSetMeansNoAccountAndTheRealAddresses() {
    var settings = ZaloSettings.from(new MockEnvironment());
    assertThat(settings.describesAnAccount()).isFalse();
    assertThat(settings.api()).hasToString("https://openapi.zalo.me");
    assertThat(settings.oauth()).hasToString("https://oauth.zaloapp.com");
    assertThat(settings.business()).hasToString("https://business.openapi.zalo.me");
  }

  @ParameterizedTest
  @CsvSource({"ZALO_APP_ID,abc", "ZALO_OA_ID,oa 1", "ZALO_API_URL,openapi.zalo.me", "ZALO_OAUTH_URL,ftp://x.vn"})
  void aWrongValueStopsTheStartAndNamesTheKeyAndTheValue(String key, String value) {
    assertThatThrownBy(() -> ZaloSettings.from(whole().withProperty(key, value)))
        .isInstanceOf(WrongSetting.class).hasMessageContaining(key).hasMessageContaining(value);
  }

  @ParameterizedTest
  @CsvSource({"ZALO_APP_ID", "ZALO_APP_SECRET", "ZALO_OA_ID"})
  void halfAnAccountStopsTheStartAndNamesTheMissingKey(String missing) {
    assertThatThrownBy(() -> ZaloSettings.from(whole().withProperty(missing, " ")))
        .isInstanceOf(WrongSetting.class).hasMessageContaining(missing).hasMessageNotContaining("s3cret");
  }

  @Test
  void theOaSecretMayComeLater() {
    assertThat(ZaloSettings.from(whole().withProperty("ZALO_OA_SECRET", "")).describesAnAccount()).isTrue();
  }

  @Test
  void secretsAreNeverPrinted() {
    var settings = ZaloSettings.from(whole());
    assertThat(settings.toString() + settings.credentials()).doesNotContain("s3cret");
  }

  private static MockEnvironment whole() {
    return new MockEnvironment().withProperty("ZALO_APP_ID", "28").withProperty("ZALO_APP_SECRET", "s3cret")
        .withProperty("ZALO_OA_ID", "19").withProperty("ZALO_OA_SECRET", "s3cret").withProperty("ZALO_REFRESH_TOKEN", "s3cret");
  }
}
