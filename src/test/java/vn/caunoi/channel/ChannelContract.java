package vn.caunoi.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every channel promises to the ledger. A new channel is done when it passes. */
public abstract class ChannelContract {

  /** What the provider does with the next request to send; then it behaves again. */
  public enum ProviderAnswer {
    ACCEPT, THROTTLE, BLOCKED_BY_RESIDENT, REFUSE_MESSAGE, REVOKE_ACCOUNT, SERVER_ERROR, ACCEPT_THEN_CUT, NOBODY_LISTENS
  }

  protected abstract MessageSender sender();

  protected abstract ChannelAccount account();

  protected abstract ChannelAddress resident();

  protected abstract void providerWill(ProviderAnswer answer);

  /** What the resident reads, message by message, oldest first. */
  protected abstract List<String> textsOnTheResidentsPhone();

  @Test
  void anAcceptedSendCarriesTheProvidersId() {
    providerWill(ProviderAnswer.ACCEPT);
    assertThat(send("Chào bà con")).isInstanceOfSatisfying(SendOutcome.Accepted.class,
        accepted -> assertThat(accepted.providerId()).isNotBlank());
    assertThat(textsOnTheResidentsPhone()).containsExactly("Chào bà con");
  }

  @Test
  void aThrottledSendWaitsAndIsNotAFailure() {
    providerWill(ProviderAnswer.THROTTLE);
    assertThat(send("Chào bà con")).isInstanceOfSatisfying(SendOutcome.RateLimited.class,
        limited -> assertThat(limited.retryAfter()).isPositive().isLessThan(Duration.ofMinutes(5)));
    assertThat(textsOnTheResidentsPhone()).isEmpty();
  }

  @Test
  void aResidentWhoBlocksUsIsUnreachable() {
    providerWill(ProviderAnswer.BLOCKED_BY_RESIDENT);
    assertThat(send("Chào bà con")).isInstanceOf(SendOutcome.Unreachable.class);
  }

  @Test
  void aRefusedMessageIsRefusedWithTheProvidersCode() {
    providerWill(ProviderAnswer.REFUSE_MESSAGE);
    assertThat(send("Chào bà con")).isInstanceOfSatisfying(SendOutcome.Refused.class,
        refused -> assertThat(refused.code()).isNotBlank());
  }

  @Test
  void aRevokedAccountIsDown() {
    providerWill(ProviderAnswer.REVOKE_ACCOUNT);
    assertThat(send("Chào bà con")).isInstanceOf(SendOutcome.AccountDown.class);
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
  void aRefusedConnectionMeansItNeverLeft() {
    providerWill(ProviderAnswer.NOBODY_LISTENS);
    assertThat(send("Chào bà con")).isInstanceOf(SendOutcome.NotSent.class);
  }

  @Test
  void strangeTextsComeOutAsTheTextTheyAre() {
    var texts = List.of("<b>đậm</b> & \"trích\" <script>alert(1)</script>", "👮‍♀️ 🏘️ 𝕏", "=1+1;DROP TABLE tip;--", "*sao* _gạch_ [@all] `mã`",
        "a\u200Bb \u202Engược\u202C", "dòng một\ndòng hai\n\ndòng bốn");
    for (var text : texts) {
      providerWill(ProviderAnswer.ACCEPT);
      assertThat(send(text)).isInstanceOf(SendOutcome.Accepted.class);
    }
    assertThat(textsOnTheResidentsPhone()).containsExactlyElementsOf(texts);
  }

  @Test
  void aTextOfTheLargestSizeIsAccepted() {
    providerWill(ProviderAnswer.ACCEPT);
    assertThat(send("ữ".repeat(MessageLimits.textLength(sender().channel())))).isInstanceOf(SendOutcome.Accepted.class);
  }

  @Test
  void aLongTextIsSplitAtAWord() {
    var pieces = MessageLimits.split(sender().channel(), "phường ".repeat(2_000));
    assertThat(pieces.stream().map(piece -> piece.replace("phường", "").isBlank())).hasSizeGreaterThan(1).containsOnly(true);
    int longest = pieces.stream().mapToInt(String::length).max().orElseThrow();
    assertThat(longest).isLessThanOrEqualTo(MessageLimits.textLength(sender().channel()));
  }

  protected final SendOutcome send(String text) {
    return send(OutboundMessage.text(text));
  }

  protected final SendOutcome send(OutboundMessage message) {
    var outcome = sender().send(account(), resident(), UUID.randomUUID(), message).block(Duration.ofSeconds(30));
    assertThat(outcome).isNotNull();
    return outcome;
  }
}
