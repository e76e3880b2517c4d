package vn.caunoi.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a channel promises besides when somebody else's servers stand between us and the resident. */
public abstract class NetworkContract extends ChannelContract {

  @Test
  void aThrottledSendWaitsAndIsNotAFailure() {
    providerWill(ProviderAnswer.THROTTLE);
    assertThat(send("Chào bà con")).isInstanceOfSatisfying(SendOutcome.RateLimited.class,
        limited -> assertThat(limited.retryAfter()).isPositive().isLessThan(Duration.ofMinutes(5)));
    assertThat(textsOnTheResidentsPhone()).isEmpty();
  }

  @Test
  void aRefusedMessageIsRefusedWithTheProvidersCode() {
    providerWill(ProviderAnswer.REFUSE_MESSAGE);
    assertThat(send("Chào bà con")).isInstanceOfSatisfying(SendOutcome.Refused.class,
        refused -> assertThat(refused.code()).isNotBlank());
  }

  @Test
  void aRevokedAccountIsDownAndStaysDown() {
    providerWill(ProviderAnswer.REVOKE_ACCOUNT);
    assertThat(send("một")).isInstanceOf(SendOutcome.AccountDown.class);
    assertThat(send("hai")).isInstanceOf(SendOutcome.AccountDown.class);
    assertThat(textsOnTheResidentsPhone()).isEmpty();
  }

  @Test
  void aBrokenServerLeavesTheOutcomeUnknown() {
    providerWill(ProviderAnswer.SERVER_ERROR);
    assertThat(send("Chào bà con")).isInstanceOf(SendOutcome.Unknown.class);
  }

  /** HTTP clients like to repeat a request on a fresh connection: ours must not, the resident would read it twice. */
  @Test
  void aCutAfterAcceptanceIsUnknownAndTheResidentReadsItOnce() {
    providerWill(ProviderAnswer.ACCEPT_THEN_CUT);
    assertThat(send("Chào bà con")).isInstanceOf(SendOutcome.Unknown.class);
    assertThat(textsOnTheResidentsPhone()).containsExactly("Chào bà con");
  }

  @Test
  void aProviderTooSlowToAnswerIsUnknownAndTheResidentReadsItOnce() {
    providerWill(ProviderAnswer.ACCEPT_IN_SILENCE);
    assertThat(send("Chào bà con")).isInstanceOf(SendOutcome.Unknown.class);
    assertThat(textsOnTheResidentsPhone()).containsExactly("Chào bà con");
  }
}
