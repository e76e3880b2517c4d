package vn.caunoi.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every channel promises to the ledger. A new channel is done when it passes; one that speaks to a network passes {@link NetworkContract}. */
public abstract class ChannelContract {

  /** What the provider does with the next request to send; then it behaves again. */
  public enum ProviderAnswer {
    ACCEPT, THROTTLE, BLOCKED_BY_RESIDENT, REFUSE_MESSAGE, REVOKE_ACCOUNT, SERVER_ERROR, ACCEPT_THEN_CUT, ACCEPT_IN_SILENCE, NOBODY_LISTENS
  }

  protected abstract MessageSender sender();

  protected abstract ChannelAccount account();

  protected abstract ChannelAddress resident();

  protected abstract void providerWill(ProviderAnswer answer);

  /** What the resident reads, message by message, oldest first. */
  protected abstract List<String> textsOnTheResidentsPhone();

  /** The labels of the buttons under the newest message. */
  protected abstract List<String> buttonsOnTheResidentsPhone();

  @Test
  void anAcceptedSendCarriesTheProvidersId() {
    providerWill(ProviderAnswer.ACCEPT);
    assertThat(send("Chào bà con")).isInstanceOfSatisfying(SendOutcome.Accepted.class,
        accepted -> assertThat(accepted.providerId()).isNotBlank());
    assertThat(textsOnTheResidentsPhone()).containsExactly("Chào bà con");
  }

  @Test
  void aResidentWhoBlocksUsIsUnreachable() {
    providerWill(ProviderAnswer.BLOCKED_BY_RESIDENT);
    assertThat(send("Chào bà con")).isInstanceOf(SendOutcome.Unreachable.class);
    assertThat(textsOnTheResidentsPhone()).isEmpty();
  }

  @Test
  void aRefusedConnectionMeansItNeverLeft() {
    providerWill(ProviderAnswer.NOBODY_LISTENS);
    assertThat(send("Chào bà con")).isInstanceOf(SendOutcome.NotSent.class);
    assertThat(textsOnTheResidentsPhone()).isEmpty();
  }

  @Test
  void strangeTextsComeOutAsTheTextTheyAre() {
    var texts = List.of("<b>đậm</b> & \"trích\" <script>alert(1)</script>", "👮‍♀️ 🏘️ 𝕏", "=1+1;DROP TABLE tip;--", "*sao* _gạch_ [@all] `mã`",
        "a\u200Bb \u202Engược\u202C", "مرحبا 12 شكرا", "dòng một\ndòng hai\n\ndòng bốn");
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
  void aLongTextIsSplitAtAWordAndNothingOfItIsLost() {
    var whole = "phường 👮‍♀️ ".repeat(700).strip();
    var pieces = MessageLimits.split(sender().channel(), whole);
    assertThat(pieces).hasSizeGreaterThan(1);
    for (var piece : pieces) {
      providerWill(ProviderAnswer.ACCEPT);
      assertThat(send(piece)).isInstanceOf(SendOutcome.Accepted.class);
    }
    assertThat(String.join(" ", textsOnTheResidentsPhone())).isEqualTo(whole);
  }

  @Test
  void everyChoiceIsAButtonOrANumberedLine() {
    assertThat(choices(3)).isEqualTo(3);
  }

  @Test
  void moreChoicesThanTheChannelHasButtonsForAreAllThere() {
    int many = MessageLimits.buttons(sender().channel()) + 1;
    assertThat(choices(many)).isEqualTo(many);
  }

  /** Offers so many; gives how many of them the resident can see. */
  private long choices(int count) {
    var offered = IntStream.rangeClosed(1, count).<Button>mapToObj(i -> new Button.Reply("Lựa chọn số " + i, "c:" + i).typed(String.valueOf(i))).toList();
    providerWill(ProviderAnswer.ACCEPT);
    assertThat(send(new OutboundMessage("Bác cần gì ạ?", offered, null))).isInstanceOf(SendOutcome.Accepted.class);
    var text = textsOnTheResidentsPhone().getLast();
    var buttons = buttonsOnTheResidentsPhone();
    assertThat(text).startsWith("Bác cần gì ạ?");
    return IntStream.rangeClosed(1, count)
        .filter(i -> buttons.contains("Lựa chọn số " + i) || text.lines().anyMatch(line -> line.equals(i + ". Lựa chọn số " + i))).count();
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
