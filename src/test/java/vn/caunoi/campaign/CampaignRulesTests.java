package vn.caunoi.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignRulesTests {
  private final CampaignRules rules = new CampaignRules(new CampaignRules.Hours("07:00", "21:00"), 30, "", "", new CampaignRules.Brake(20, 0.3), 14);

  /** Written in UTC; Vietnam is seven hours ahead. */
  @ParameterizedTest
  @CsvSource({"2026-11-21T23:59:59Z,false", "2026-11-22T00:00:00Z,true", "2026-11-22T13:59:59Z,true", "2026-11-22T14:00:00Z,false"})
  void letsNoticesLeaveInTheDayTimeOfVietnamOnly(Instant at, boolean allowed) {
    assertThat(rules.allows(at)).isEqualTo(allowed);
  }

  @Test
  void asksAgainWhenALaunchIsTooLate() {
    var due = Instant.parse("2026-11-22T02:00:00Z");
    assertThat(rules.objection(due, due.plusSeconds(30 * 60))).isNull();
    assertThat(rules.objection(due, due.plusSeconds(31 * 60))).contains("quá giờ hẹn");
  }
}
