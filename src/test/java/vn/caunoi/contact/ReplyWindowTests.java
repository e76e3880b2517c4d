package vn.caunoi.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.caunoi.channel.Barrier;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.MessagePrices;
import vn.caunoi.contact.ReplyWindow.Billed;
import vn.caunoi.contact.ReplyWindow.Closed;
import vn.caunoi.contact.ReplyWindow.Free;
import vn.caunoi.contact.ReplyWindow.Open;
import vn.caunoi.contact.ReplyWindow.TemplateOnly;
import vn.caunoi.contact.ReplyWindow.Welcome;

class ReplyWindowTests {
  private static final Instant LAST = Instant.parse("2026-11-20T08:00:00Z");
  private static final MessagePrices PRICES = new MessagePrices(List.of(
      new MessagePrices.Price(LocalDate.of(2026, 11, 24), 60), new MessagePrices.Price(LocalDate.of(2024, 1, 1), 55)));

  private static ReplyWindow decide(Dealings dealings, Instant now) {
    return ReplyWindow.of(Channel.ZALO, dealings, now, PRICES);
  }

  private static ReplyWindow zaloAfter(Duration since) {
    return decide(Dealings.lastIn(LAST), LAST.plus(since));
  }

  @Test
  void isFreeOnZaloForTwoDays() {
    assertThat(zaloAfter(Duration.ZERO)).isEqualTo(new Free(48));
    assertThat(zaloAfter(Duration.ofHours(47).plusMinutes(59))).isEqualTo(new Free(0));
  }

  @Test
  void isBilledOnZaloUntilTheSeventhDayAtThePriceOfTheDay() {
    assertThat(zaloAfter(Duration.ofHours(48))).isEqualTo(new Billed(120, 55));
    assertThat(zaloAfter(Duration.ofDays(7).minusSeconds(1))).isEqualTo(new Billed(0, 60));
  }

  @Test
  void needsATemplateAfterSevenDaysAndBeforeTheFirstWord() {
    assertThat(zaloAfter(Duration.ofDays(7))).isEqualTo(new TemplateOnly());
    assertThat(decide(Dealings.lastIn(null), LAST)).isEqualTo(new TemplateOnly());
  }

  @Test
  void allowsThreeWelcomesToASilentFollower() {
    assertThat(decide(Dealings.followed(LAST, 0), LAST)).isEqualTo(new Welcome(3));
    assertThat(decide(Dealings.followed(LAST, 2), LAST)).isEqualTo(new Welcome(1));
    assertThat(decide(Dealings.followed(LAST, 3), LAST)).isEqualTo(new TemplateOnly());
    assertThat(decide(Dealings.followed(LAST, 0), LAST.plus(Duration.ofDays(7)))).isEqualTo(new TemplateOnly());
  }

  @Test
  void believesTheNetworksRefusal() {
    assertThat(decide(refused(Barrier.WINDOW, LAST), LAST)).isEqualTo(new TemplateOnly());
    assertThat(decide(refused(Barrier.KIND, LAST), LAST)).isEqualTo(new TemplateOnly());
  }

  @Test
  void waitsForTheNextDayInVietnamWhenTodaysShareIsUsedUp() {
    assertThat(decide(refused(Barrier.DAY, LAST), LAST.plus(Duration.ofHours(8)))).isEqualTo(new Closed(Closed.USED_UP_TODAY));
    assertThat(decide(refused(Barrier.DAY, LAST), LAST.plus(Duration.ofHours(9)))).isInstanceOf(Free.class);
  }

  @Test
  void promisesNoMoreThanTwoDaysWhenTheNetworksClockRunsAhead() {
    assertThat(zaloAfter(Duration.ofMinutes(-70))).isEqualTo(new Free(48));
  }

  @ParameterizedTest
  @EnumSource(value = Channel.class, names = {"TELEGRAM", "WEB"})
  void neverClosesElsewhere(Channel channel) {
    assertThat(ReplyWindow.of(channel, Dealings.lastIn(null), LAST, PRICES)).isEqualTo(new Open());
    assertThat(ReplyWindow.of(channel, Dealings.lastIn(LAST), LAST.plus(Duration.ofDays(400)), PRICES)).isEqualTo(new Open());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      17  | còn 31 giờ, miễn phí
      47  | còn 1 giờ, miễn phí
      48  | còn 5 ngày, có phí khoảng 55 đ
      95  | còn 3 ngày, có phí khoảng 60 đ
      121 | còn 47 giờ, có phí khoảng 60 đ
      168 | chỉ gửi được bằng mẫu tin""")
  void saysItInWords(long hours, String words) {
    assertThat(zaloAfter(Duration.ofHours(hours)).words()).isEqualTo(words);
  }

  @Test
  void saysWhyNothingArrives() {
    assertThat(new Closed("left").words()).isEqualTo("không gửi được, vì người dân đã bỏ quan tâm");
    assertThat(new Closed(Closed.ANONYMOUS).words()).isEqualTo("không gửi được, vì tin ẩn danh");
    assertThat(new Welcome(2).words()).isEqualTo("còn 2 tin chào, miễn phí");
    assertThat(zaloAfter(Duration.ofHours(47).plusMinutes(30)).words()).isEqualTo("còn chưa tới 1 giờ, miễn phí");
  }

  private static Dealings refused(Barrier barrier, Instant at) {
    return new Dealings(LAST, null, 0, barrier, at);
  }
}
