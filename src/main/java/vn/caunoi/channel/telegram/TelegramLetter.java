package vn.caunoi.channel.telegram;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboard;
import vn.caunoi.channel.Button;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.MessageLimits;
import vn.caunoi.channel.OutboundMessage;

/**
 * One message as it goes to Telegram: its text in pieces that each fit, the buttons under the last of them. Pieces are plain text, since
 * Telegram counts 4,096 and 1,024 UTF-16 units after it has read the markup. {@code answers} is the message that the first piece replies to.
 */
record TelegramLetter(ChannelAddress to, TelegramChat chat, List<String> pieces, List<Button> buttons, @Nullable UUID image,
    @Nullable Integer answers) {
  /** Longest text under a picture; a longer one follows as a message of its own. */
  static final int CAPTION_LENGTH = 1_024;

  static TelegramLetter of(ChannelAddress to, OutboundMessage message) {
    var text = TelegramHtml.sendable(TelegramKeyboard.withPlainLinks(message.text(), message.buttons()));
    return new TelegramLetter(to, TelegramChat.of(to), cut(text), message.buttons(), message.image(), number(message.quotes()));
  }

  private static @Nullable Integer number(@Nullable String messageId) {
    return messageId != null && messageId.matches("\\d{1,9}") ? Integer.valueOf(messageId) : null;
  }

  /** A text that fits is left as it is, to the byte. */
  private static List<String> cut(String text) {
    return text.length() <= MessageLimits.textLength(Channel.TELEGRAM) ? List.of(text) : MessageLimits.split(Channel.TELEGRAM, text);
  }

  /** Why Telegram would refuse it; null when it would not. */
  @Nullable String fault() {
    if (chat.id() == 0) {
      return "address";
    }
    if (image == null && pieces.getFirst().isBlank()) {
      return "empty";
    }
    return TelegramKeyboard.fits(buttons) ? null : "buttons";
  }

  boolean fitsUnderAPicture() {
    return pieces.size() == 1 && pieces.getFirst().length() <= CAPTION_LENGTH;
  }

  @Nullable ReplyKeyboard keyboard(int piece) {
    return piece == pieces.size() - 1 ? TelegramKeyboard.of(buttons, chat.isPrivate()) : null;
  }

  /** Whether its buttons answer a question and are of no use afterwards. */
  boolean asks() {
    return TelegramKeyboard.isInline(buttons) && buttons.stream().anyMatch(button -> button instanceof Button.Reply reply && reply.answersOnce());
  }

  /** Never the words. */
  @Override
  public String toString() {
    return "TelegramLetter[" + pieces.size() + " pieces, " + buttons.size() + " buttons]";
  }
}
