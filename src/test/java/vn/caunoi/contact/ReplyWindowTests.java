package vn.caunoi.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.caunoi.channel.Channel;
import vn.caunoi.contact.ReplyWindow.Verdict;

class ReplyWindowTests {
  private static final Instant LAST = Instant.parse("2026-11-20T08:00:00Z");

  private static ReplyWindow zaloAfter(Duration since) {
    return ReplyWindow.of(Channel.ZALO, LAST, LAST.plus(since));
  }

  @Test
  void isFreeOnZaloForTwoDays() {
    assertThat(zaloAfter(Duration.ZERO)).isEqualTo(new ReplyWindow(Verdict.OPEN_FREE, 48));
    assertThat(zaloAfter(Duration.ofHours(47).plusMinutes(59))).isEqualTo(new ReplyWindow(Verdict.OPEN_FREE, 0));
  }

  @Test
  void isBilledOnZaloUntilTheSeventhDay() {
    assertThat(zaloAfter(Duration.ofHours(48))).isEqualTo(new ReplyWindow(Verdict.OPEN_BILLED, 120));
    assertThat(zaloAfter(Duration.ofDays(7).minusSeconds(1)).verdict()).isEqualTo(Verdict.OPEN_BILLED);
  }

  @Test
  void isClosedOnZaloAfterSevenDaysAndBeforeTheFirstWord() {
    assertThat(zaloAfter(Duration.ofDays(7))).isEqualTo(new ReplyWindow(Verdict.CLOSED, 0));
    assertThat(ReplyWindow.of(Channel.ZALO, null, LAST).open()).isFalse();
  }

  @Test
  void staysOpenWhenTheNetworksClockRunsAhead() {
    assertThat(zaloAfter(Duration.ofMinutes(-5)).verdict()).isEqualTo(Verdict.OPEN_FREE);
  }

  @ParameterizedTest
  @EnumSource(value = Channel.class, names = {"TELEGRAM", "WEB"})
  void neverClosesElsewhere(Channel channel) {
    assertThat(ReplyWindow.of(channel, null, LAST).verdict()).isEqualTo(Verdict.OPEN_FREE);
    assertThat(ReplyWindow.of(channel, LAST, LAST.plus(Duration.ofDays(400))).open()).isTrue();
  }
}
