package vn.caunoi.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.delivery.Delivery.Status;
import vn.caunoi.delivery.NewDelivery.Purpose;

class DeliveryTests {
  private static final Instant NOW = Instant.parse("2026-08-19T12:00:00Z");

  @Test
  void isAcceptedUnderTheProvidersId() {
    var after = claimed(Purpose.CAMPAIGN).after(new SendOutcome.Accepted("m1"), NOW);
    assertThat(after.status()).isEqualTo(Status.ACCEPTED);
    assertThat(after.providerId()).isEqualTo("m1");
    assertThat(after.attempts()).isEqualTo(1);
  }

  @Test
  void waitsWhenThrottledAndCountsNoAttempt() {
    var after = claimed(Purpose.CAMPAIGN).after(new SendOutcome.RateLimited(Duration.ofSeconds(7)), NOW);
    assertThat(after.status()).isEqualTo(Status.PLANNED);
    assertThat(after.dueAt()).isEqualTo(NOW.plusSeconds(7));
    assertThat(after.attempts()).isZero();
  }

  @Test
  void triesAgainLaterAndLaterWhenItNeverLeft() {
    var first = claimed(Purpose.CAMPAIGN).after(new SendOutcome.NotSent("refused"), NOW);
    var second = first.after(new SendOutcome.NotSent("refused"), NOW);
    assertThat(first.status()).isEqualTo(Status.PLANNED);
    assertThat(first.dueAt()).isEqualTo(NOW.plusSeconds(2));
    assertThat(second.dueAt()).isEqualTo(NOW.plusSeconds(8));
  }

  @Test
  void givesUpAfterFiveAttempts() {
    var delivery = claimed(Purpose.CONVERSATION);
    for (int i = 0; i < 4; i++) {
      delivery = delivery.after(new SendOutcome.NotSent("refused"), NOW);
      assertThat(delivery.status()).isEqualTo(Status.PLANNED);
    }
    delivery = delivery.after(new SendOutcome.NotSent("refused"), NOW);
    assertThat(delivery.status()).isEqualTo(Status.FAILED);
    assertThat(delivery.reason()).isEqualTo("refused");
  }

  @Test
  void neverRepeatsACampaignMessageByItself() {
    for (var purpose : new Purpose[] {Purpose.CAMPAIGN, Purpose.INVITATION}) {
      var after = claimed(purpose).after(new SendOutcome.Unknown("time-out"), NOW);
      assertThat(after.status()).isEqualTo(Status.UNKNOWN);
      assertThat(after.reason()).isEqualTo("time-out");
    }
  }

  @Test
  void repeatsAReplyOnceAndMarksIt() {
    for (var purpose : new Purpose[] {Purpose.CONVERSATION, Purpose.TIP_REPLY}) {
      var again = claimed(purpose).after(new SendOutcome.Unknown("time-out"), NOW);
      assertThat(again.status()).isEqualTo(Status.PLANNED);
      assertThat(again.isMarkedAsRepeat()).isTrue();
      assertThat(sent(again, "Mã của bà con").text()).isEqualTo("(gửi lại) Mã của bà con");
      assertThat(again.after(new SendOutcome.Unknown("time-out"), NOW).status()).isEqualTo(Status.UNKNOWN);
    }
  }

  @Test
  void fitsTheMarkIntoALongText() {
    var again = claimed(Purpose.CONVERSATION).after(new SendOutcome.Unknown("time-out"), NOW);
    assertThat(sent(again, "a ".repeat(2_048)).text()).startsWith("(gửi lại) a a").hasSizeLessThanOrEqualTo(4_096);
  }

  @Test
  void repeatsOnTheWebUntilItIsKnownWithoutAMark() {
    var delivery = delivery(Purpose.CAMPAIGN, Channel.WEB);
    for (int i = 0; i < 4; i++) {
      delivery = delivery.after(new SendOutcome.Unknown("time-out"), NOW);
      assertThat(delivery.status()).isEqualTo(Status.PLANNED);
      assertThat(delivery.isMarkedAsRepeat()).isFalse();
    }
    assertThat(delivery.after(new SendOutcome.Unknown("time-out"), NOW).status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void failsForAnAddressThatIsGone() {
    var after = claimed(Purpose.CONVERSATION).after(new SendOutcome.Unreachable("blocked"), NOW);
    assertThat(after.status()).isEqualTo(Status.FAILED);
    assertThat(after.reason()).isEqualTo("blocked");
  }

  @Test
  void failsWithTheNetworksCodeWhenRefused() {
    assertThat(claimed(Purpose.CAMPAIGN).after(new SendOutcome.Refused("-201", "bad parameter"), NOW).reason()).isEqualTo("-201: bad parameter");
  }

  @Test
  void followsAnAddressThatMovedButNotForEver() {
    var there = new ChannelAddress(Channel.TELEGRAM, UUID.randomUUID(), "-100");
    var delivery = claimed(Purpose.CAMPAIGN).after(new SendOutcome.Moved(there), NOW);
    assertThat(delivery.status()).isEqualTo(Status.PLANNED);
    assertThat(delivery.to()).isEqualTo(there);
    for (int i = 0; i < 4; i++) {
      delivery = delivery.after(new SendOutcome.Moved(there), NOW);
    }
    assertThat(delivery.status()).isEqualTo(Status.FAILED);
  }

  @Test
  void waitsForAnAccountThatIsDown() {
    var after = claimed(Purpose.CAMPAIGN).after(new SendOutcome.AccountDown("token"), NOW);
    assertThat(after.status()).isEqualTo(Status.PLANNED);
    assertThat(after.attempts()).isZero();
  }

  private static OutboundMessage sent(Delivery delivery, String text) {
    return new Claimed(delivery, OutboundMessage.text(text), 1, 1, 0).toSend();
  }

  private static Delivery claimed(Purpose purpose) {
    return delivery(purpose, Channel.TELEGRAM);
  }

  private static Delivery delivery(Purpose purpose, Channel channel) {
    return new Delivery(UUID.randomUUID(), UUID.randomUUID(), new ChannelAddress(channel, UUID.randomUUID(), "42"), purpose, Route.TELEGRAM,
        null, Status.CLAIMED, null, null, 0, false, NOW);
  }
}
