package vn.caunoi.channel.telegram;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.SendOutcome;

/**
 * What Telegram's answers mean for a send: by code, then by text, never by code alone (an inner upper-case 403 comes out as 400).
 * Texts are those of the server's own source; reasons are our words, as a description may quote the message.
 */
final class TelegramErrors {
  /** Telegram always says how long; should it not, this is what its own client waits. */
  static final Duration WAIT_WHEN_NOT_TOLD = Duration.ofSeconds(30);

  private static final String MARKUP = "can't parse entities";

  private enum Meaning { UNREACHABLE, DONE, REFUSED }

  private record Row(String text, Meaning meaning, String reason) {}

  private static final List<Row> TABLE = List.of(
      new Row("bot was blocked", Meaning.UNREACHABLE, "blocked"),
      new Row("user is deactivated", Meaning.UNREACHABLE, "deactivated"),
      new Row("bot was kicked", Meaning.UNREACHABLE, "kicked"),
      new Row("bot is not a member", Meaning.UNREACHABLE, "not a member"),
      new Row("group chat was deleted", Meaning.UNREACHABLE, "group deleted"),
      new Row("can't initiate conversation", Meaning.UNREACHABLE, "never started"),
      new Row("chat not found", Meaning.UNREACHABLE, "chat not found"),
      new Row("peer_id_invalid", Meaning.UNREACHABLE, "chat not found"),
      new Row("message is not modified", Meaning.DONE, ""),
      new Row("query is too old", Meaning.DONE, ""),
      new Row("message to delete not found", Meaning.DONE, ""),
      new Row(MARKUP, Meaning.REFUSED, "markup"),
      new Row("can't parse inline keyboard", Meaning.REFUSED, "buttons"),
      new Row("can't parse reply keyboard", Meaning.REFUSED, "buttons"),
      new Row("topic_closed", Meaning.REFUSED, "topic closed"),
      new Row("message is too long", Meaning.REFUSED, "too long"),
      new Row("caption is too long", Meaning.REFUSED, "too long"),
      new Row("message text is empty", Meaning.REFUSED, "empty"),
      new Row("reply markup is too long", Meaning.REFUSED, "buttons"),
      new Row("button_data_invalid", Meaning.REFUSED, "buttons"),
      new Row("button_url_invalid", Meaning.REFUSED, "buttons"),
      new Row("inline keyboard button", Meaning.REFUSED, "buttons"),
      new Row("message thread not found", Meaning.REFUSED, "no such topic"),
      new Row("chat_write_forbidden", Meaning.REFUSED, "no right to write"),
      new Row("not enough rights", Meaning.REFUSED, "no right to write"),
      new Row("photo_invalid_dimensions", Meaning.REFUSED, "photo"),
      new Row("image_process_failed", Meaning.REFUSED, "photo"));

  private TelegramErrors() {}

  static SendOutcome outcome(TelegramAnswer answer, ChannelAddress to) {
    return switch (answer) {
      case TelegramAnswer.Done done -> new SendOutcome.Accepted(done.result().path("message_id").asText());
      case TelegramAnswer.Refused refused -> outcome(refused, to);
      case TelegramAnswer.Unreadable unreadable -> new SendOutcome.Unknown("unreadable answer " + unreadable.status());
      case TelegramAnswer.Lost lost -> new SendOutcome.Unknown(lost.reason());
      case TelegramAnswer.NotSent notSent -> new SendOutcome.NotSent(notSent.reason());
    };
  }

  private static SendOutcome outcome(TelegramAnswer.Refused refused, ChannelAddress to) {
    if (refused.migrateTo() != null) {
      return new SendOutcome.Moved(new ChannelAddress(Channel.TELEGRAM, to.accountId(), refused.migrateTo().toString()));
    }
    return switch (refused.code()) {
      case 429 -> new SendOutcome.RateLimited(waitOf(refused));
      case 401, 404 -> new SendOutcome.AccountDown("token refused");
      case 409 -> new SendOutcome.NotSent("conflict");
      case 400, 403 -> byText(refused);
      default -> refused.code() >= 500 || refused.code() == 0
          ? new SendOutcome.Unknown("server error " + refused.code())
          : new SendOutcome.Refused(String.valueOf(refused.code()), "other");
    };
  }

  /** Our markup was not understood: nothing was shown, and the same text may go once without it. */
  static boolean isAboutMarkup(TelegramAnswer.Refused refused) {
    return refused.code() == 400 && refused.description().toLowerCase(Locale.ROOT).contains(MARKUP);
  }

  static Duration waitOf(TelegramAnswer.Refused refused) {
    return refused.retryAfter() == null ? WAIT_WHEN_NOT_TOLD : Duration.ofSeconds(Math.max(1, refused.retryAfter()));
  }

  private static SendOutcome byText(TelegramAnswer.Refused refused) {
    var text = refused.description().toLowerCase(Locale.ROOT);
    var code = String.valueOf(refused.code());
    return TABLE.stream().filter(row -> text.contains(row.text())).findFirst()
        .<SendOutcome>map(row -> switch (row.meaning()) {
          case UNREACHABLE -> new SendOutcome.Unreachable(row.reason());
          case DONE -> new SendOutcome.Accepted("");
          case REFUSED -> new SendOutcome.Refused(code, row.reason());
        })
        .orElseGet(() -> new SendOutcome.Refused(code, "other"));
  }
}
