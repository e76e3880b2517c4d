package vn.caunoi.channel.zalo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.caunoi.channel.SendOutcome;

class ZaloTemplateErrorsTests {
  private static final Instant NOON = Instant.parse("2026-11-25T05:00:00Z");
  private static final Instant LATE_EVENING = Instant.parse("2026-11-25T16:00:00Z");

  @ParameterizedTest
  @ValueSource(ints = {-115, -126, -137, -320, -321})
  void withoutMoneyPaidMessagesWaitAndTheLaneGoesOn(int code) {
    assertThat(outcome(code)).isEqualTo(new SendOutcome.Postponed(ZaloTemplateErrors.PAID_PAUSE, "no money for templates"));
    assertThat(ZaloTemplateErrors.sentence(code)).contains("Nạp tiền");
  }

  @ParameterizedTest
  @ValueSource(ints = {-101, -102, -103, -104, -105, -135, -136, -212, -221, -223, -224})
  void withoutTheRightPaidMessagesWaitAndTheLaneGoesOn(int code) {
    assertThat(outcome(code)).isEqualTo(new SendOutcome.Postponed(ZaloTemplateErrors.PAID_PAUSE, "account may not send templates"));
  }

  @ParameterizedTest
  @ValueSource(ints = {-144, -147, -211, -1441, -1471, -1472})
  void aQuotaOfTheDayWaitsForTheNextMorning(int code) {
    var late = (SendOutcome.Postponed) outcome(code);
    assertThat(late.retryAfter()).isBetween(Duration.ofHours(18), Duration.ofHours(18).plusMinutes(10));
  }

  @ParameterizedTest
  @ValueSource(ints = {-133, -234})
  void theNightWaitsForSixInTheMorning(int code) {
    var late = (SendOutcome.Postponed) ZaloTemplateErrors.outcome(code, LATE_EVENING);
    assertThat(late.retryAfter()).isBetween(Duration.ofHours(7), Duration.ofHours(7).plusMinutes(10));
  }

  @ParameterizedTest
  @CsvSource({"-108,phone number invalid", "-109,template unknown", "-111,template parameters refused", "-112,template parameters refused",
      "-1121,template parameters refused", "-1122,template parameters refused", "-1124,template parameters refused",
      "-114,phone not reachable on Zalo", "-118,phone not reachable on Zalo", "-119,phone not reachable on Zalo", "-117,no right to the template",
      "-127,development mode reaches administrators only", "-131,template not approved", "-139,resident refuses or may not get templates",
      "-140,resident refuses or may not get templates", "-141,resident refuses or may not get templates", "-145,template switched off",
      "-146,template switched off", "-249,template not for user ids"})
  void theseRefuseThisMessageForGood(int code, String reason) {
    assertThat(outcome(code)).isEqualTo(new SendOutcome.Refused(String.valueOf(code), reason));
  }

  @Test
  void everythingElseMeansWhatItMeansForAChat() {
    assertThat(outcome(-32)).isInstanceOf(SendOutcome.RateLimited.class);
    assertThat(outcome(-227)).isInstanceOf(SendOutcome.Unreachable.class);
    assertThat(outcome(-160)).isInstanceOf(SendOutcome.Refused.class);
  }

  private static SendOutcome outcome(int code) {
    return ZaloTemplateErrors.outcome(code, NOON);
  }
}
