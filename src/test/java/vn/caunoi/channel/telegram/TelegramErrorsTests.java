package vn.caunoi.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.caunoi.channel.telegram.TelegramTesting.LAN;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.SendOutcome;

/** Fact 2.6 and the classification of section 5, row by row; the texts are those of Telegram's own server. */
class TelegramErrorsTests {

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "403|Forbidden: bot was blocked by the user|blocked",
      "403|Forbidden: user is deactivated|deactivated",
      "403|Forbidden: bot was kicked from the group chat|kicked",
      "403|Forbidden: bot was kicked from the supergroup chat|kicked",
      "403|Forbidden: bot was kicked from the channel chat|kicked",
      "403|Forbidden: bot is not a member of the supergroup chat|not a member",
      "403|Forbidden: bot is not a member of the channel chat|not a member",
      "403|Forbidden: the group chat was deleted|group deleted",
      "403|Forbidden: bot can't initiate conversation with a user|never started",
      "400|Bad Request: chat not found|chat not found",
      "400|Bad Request: PEER_ID_INVALID|chat not found"})
  void theAddressCannotBeReached(int code, String text, String reason) {
    assertThat(outcome(code, text)).isEqualTo(new SendOutcome.Unreachable(reason));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "400|Bad Request: can't parse entities: Can't find end of Bold entity at byte offset 4|markup",
      "400|Bad Request: message is too long|too long",
      "400|Bad Request: message caption is too long|too long",
      "400|Bad Request: message text is empty|empty",
      "400|Bad Request: message thread not found|no such topic",
      "400|Bad Request: CHAT_WRITE_FORBIDDEN|no right to write",
      "400|Bad Request: not enough rights to send text messages to the chat|no right to write",
      "400|Bad Request: reply markup is too long|buttons",
      "400|Bad Request: BUTTON_DATA_INVALID|buttons",
      "400|Bad Request: TOPIC_CLOSED|topic closed",
      "400|Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard|buttons",
      "400|Bad Request: PHOTO_INVALID_DIMENSIONS|photo",
      "400|Bad Request: something said by nobody yet|other",
      "403|Forbidden: CHAT_ADMIN_REQUIRED|other",
      "413|Request Entity Too Large|other"})
  void theMessageIsRefusedForGood(int code, String text, String reason) {
    assertThat(outcome(code, text)).isEqualTo(new SendOutcome.Refused(String.valueOf(code), reason));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bad Request: message is not modified: specified new message content is the same",
      "Bad Request: query is too old and response timeout expired or query ID is invalid", "Bad Request: message to delete not found"})
  void whatIsDoneAlreadyIsDone(String text) {
    assertThat(outcome(400, text)).isInstanceOf(SendOutcome.Accepted.class);
  }

  @Test void tooFastWaitsAsLongAsToldAndHalfAMinuteOtherwise() {
    assertThat(TelegramErrors.outcome(new TelegramAnswer.Refused(429, "Too Many Requests: retry after 5", 5L, null), LAN))
        .isEqualTo(new SendOutcome.RateLimited(Duration.ofSeconds(5)));
    assertThat(outcome(429, "Too Many Requests")).isEqualTo(new SendOutcome.RateLimited(Duration.ofSeconds(30)));
  }

  @Test void anUpgradedGroupHasMoved() {
    assertThat(TelegramErrors.outcome(new TelegramAnswer.Refused(400,
        "Bad Request: group chat was upgraded to a supergroup chat", null, -1009L), LAN))
        .isEqualTo(new SendOutcome.Moved(new ChannelAddress(LAN.channel(), LAN.accountId(), "-1009")));
  }

  @ParameterizedTest
  @CsvSource({"401,Unauthorized", "404,Not Found"})
  void aRefusedTokenTakesTheAccountDown(int code, String text) {
    assertThat(outcome(code, text)).isEqualTo(new SendOutcome.AccountDown("token refused"));
  }

  /** Two receivers: no matter of sends; nothing left. */
  @Test void aConflictMeansItNeverLeft() {
    assertThat(outcome(409, "Conflict: terminated by other getUpdates request")).isEqualTo(new SendOutcome.NotSent("conflict"));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 504, 0})
  void aServerInTroubleMayHaveDelivered(int code) {
    assertThat(outcome(code, "Internal Server Error")).isInstanceOf(SendOutcome.Unknown.class);
  }

  @Test void onlyWhatNeverLeftMayBeRepeated() {
    assertThat(TelegramErrors.outcome(new TelegramAnswer.NotSent("no connection"), LAN)).isEqualTo(new SendOutcome.NotSent("no connection"));
    for (var answer : List.of(new TelegramAnswer.Lost("connection cut"), new TelegramAnswer.Unreadable(502))) {
      assertThat(TelegramErrors.outcome(answer, LAN)).isInstanceOf(SendOutcome.Unknown.class);
    }
  }

  @Test void reasonsNeverQuoteTheMessage() {
    var outcome = outcome(400, "Bad Request: can't parse entities: Unsupported start tag \"ông Tư\" at byte offset 0");
    assertThat(outcome.toString()).doesNotContain("ông Tư");
  }

  private static SendOutcome outcome(int code, String text) {
    return TelegramErrors.outcome(new TelegramAnswer.Refused(code, text, null, null), LAN);
  }
}
