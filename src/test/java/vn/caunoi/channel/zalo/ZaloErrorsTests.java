package vn.caunoi.channel.zalo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.caunoi.channel.Barrier;
import vn.caunoi.channel.SendOutcome;

/** One row per row of the table of error codes. */
class ZaloErrorsTests {
  private static final Instant NOON = Instant.parse("2026-11-22T05:00:10Z");
  private static final Instant NIGHT = Instant.parse("2026-11-22T16:00:00Z");

  @ParameterizedTest
  @ValueSource(ints = {-213, -217, -227, -230, -232, -244})
  void theAddressCannotBeReachedNow(int code) {
    assertThat(ZaloErrors.outcome(code, NOON)).isInstanceOf(SendOutcome.Unreachable.class);
  }

  @ParameterizedTest
  @CsvSource({"-213,ADDRESS", "-217,ADDRESS", "-227,ADDRESS", "-230,WINDOW", "-232,WINDOW", "-244,KIND"})
  void aRefusalSaysHowFarItReaches(int code, Barrier barrier) {
    assertThat(ZaloErrors.outcome(code, NOON)).isInstanceOfSatisfying(SendOutcome.Unreachable.class,
        refused -> assertThat(refused.barrier()).isEqualTo(barrier));
  }

  @Test
  void aResidentWhoHadTheirShareOfTodayWaitsUntilTomorrow() {
    assertThat(ZaloErrors.outcome(-218, NOON)).isInstanceOfSatisfying(SendOutcome.Postponed.class, late -> {
      assertThat(late.barrier()).isEqualTo(Barrier.DAY);
      assertThat(NOON.plus(late.retryAfter()).atZone(java.time.ZoneId.of("Asia/Ho_Chi_Minh")).getHour()).isEqualTo(6);
      assertThat(late.retryAfter()).isGreaterThan(Duration.ofHours(6));
    });
  }

  @ParameterizedTest
  @ValueSource(ints = {-100, -201, -210, -214, -233, -237, -238, -241, -248, -249, -403, -1340, -1341, -9999, 12})
  void theMessageIsRefusedWithTheCode(int code) {
    assertThat(ZaloErrors.outcome(code, NOON)).isInstanceOfSatisfying(SendOutcome.Refused.class,
        refused -> assertThat(refused.code()).isEqualTo(String.valueOf(code)));
  }

  @ParameterizedTest
  @ValueSource(ints = {-204, -205, -209, -211, -212, -216, -220, 216, 401, -401, -219, -221, -223, -224, -235, -240, -242, -320, -321,
      -14002, -14003, -14014, -118})
  void theAccountIsDownAndAPersonIsTold(int code) {
    assertThat(ZaloErrors.outcome(code, NOON)).isInstanceOf(SendOutcome.AccountDown.class);
  }

  @Test
  void aGenericFailureOfZaloMayBeRetried() {
    assertThat(ZaloErrors.outcome(-200, NOON)).isInstanceOf(SendOutcome.NotSent.class);
  }

  @Test
  void aRateLimitLastsUntilTheNextMinute() {
    assertThat(ZaloErrors.outcome(-32, NOON)).isInstanceOfSatisfying(SendOutcome.RateLimited.class,
        limited -> assertThat(limited.retryAfter()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(52)));
  }

  /** Trap 15: the night closes for promotion and broadcast, never for the chat, so one message waits and its lane does not. */
  @Test
  void theNightLastsUntilSixInVietnam() {
    assertThat(ZaloErrors.outcome(-234, NIGHT)).isInstanceOfSatisfying(SendOutcome.Postponed.class,
        postponed -> assertThat(postponed.retryAfter()).isBetween(Duration.ofHours(7), Duration.ofHours(7).plusSeconds(2)));
  }

  @ParameterizedTest
  @ValueSource(ints = {-216, -220, 216, 401, -401})
  void aNewTokenIsTriedFirst(int code) {
    assertThat(ZaloErrors.wantsToken(code)).isTrue();
  }

  @Test
  void theOtherEndpointIsTriedFirst() {
    assertThat(ZaloErrors.wantsV2(-235)).isTrue();
    assertThat(ZaloErrors.wantsV3(-240)).isTrue();
    assertThat(ZaloErrors.wantsV2(-240) || ZaloErrors.wantsV3(-235)).isFalse();
  }

  @Test
  void plainTextAndAFreshUploadAreTriedFirst() {
    assertThat(ZaloErrors.mayRefuseButtons(-201) && ZaloErrors.mayRefuseButtons(-233)).isTrue();
    assertThat(ZaloErrors.wantsUpload(-100)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"500,Unknown", "502,Unknown", "200,Unknown", "429,RateLimited", "401,AccountDown", "403,AccountDown", "404,Refused", "413,Refused"})
  void withoutAnEnvelopeTheHttpStatusDecides(int status, String outcome) {
    assertThat(ZaloErrors.withoutEnvelope(status).getClass().getSimpleName()).isEqualTo(outcome);
  }
}
