package vn.caunoi.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class CauNoiSettingsTests {

  @Test
  void runsTheDemoOnLoopbackWhenNothingIsSet() {
    var settings = CauNoiSettings.from(new MockEnvironment());
    assertThat(settings.demo()).isTrue();
    assertThat(settings.publicUrl()).isEqualTo("http://localhost:8080");
    assertThat(settings.reachableFromOutside()).isFalse();
  }

  @Test
  void runsNoDemoOnAGivenDatabase() {
    assertThat(with("CAUNOI_DATABASE_URL", "postgresql://u:p%40ss@db:5433/canoi").demo()).isFalse();
    assertThat(DatabaseAddress.parse("postgresql://u:p%40ss@db:5433/canoi")).isEqualTo(new DatabaseAddress("db", 5433, "canoi", "u", "p@ss"));
  }

  @ParameterizedTest
  @CsvSource({"SERVER_PORT,http", "SERVER_PORT,70000", "CAUNOI_DEMO,vâng", "CAUNOI_PUBLIC_URL,canoi.vn", "CAUNOI_PUBLIC_URL,ftp://canoi.vn",
      "CAUNOI_HOME,target"})
  void namesTheKeyAndWhatWasGivenInOneLine(String key, String given) {
    assertThatThrownBy(() -> with(key, given)).isInstanceOf(WrongSetting.class).hasMessageContaining(key).hasMessageContaining(given)
        .message().doesNotContain("\n");
  }

  @Test
  void neverPrintsASecret() {
    assertThatThrownBy(() -> with("CAUNOI_DATABASE_URL", "mysql://root:bimat@db/x")).isInstanceOf(WrongSetting.class)
        .hasMessageContaining("CAUNOI_DATABASE_URL").message().doesNotContain("bimat");
  }

  @ParameterizedTest
  @CsvSource({"SERVER_ADDRESS,0.0.0.0,true", "SERVER_ADDRESS,127.0.0.1,false", "CAUNOI_PUBLIC_URL,https://canoi.vn,true"})
  void knowsWhenSomebodyFromOutsideMayCome(String key, String given, boolean reachable) {
    assertThat(with(key, given).reachableFromOutside()).isEqualTo(reachable);
  }

  private static CauNoiSettings with(String key, String value) {
    return CauNoiSettings.from(new MockEnvironment().withProperty(key, value));
  }
}
