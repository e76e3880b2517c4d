package vn.caunoi.channel.telegram;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboard;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboardRemove;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardRow;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.KeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.KeyboardRow;
import vn.caunoi.channel.Button;

/**
 * Buttons, one a row, so that a Vietnamese label is never cut on a phone. They hang under the message, unless one of them asks for the
 * place or the number: only the keyboard that lies over the letters can do that, in private chats alone, and its buttons send their label as a text.
 */
final class TelegramKeyboard {
  private static final int MOST_DATA_BYTES = 64;

  private TelegramKeyboard() {}

  /** Null: none. Without buttons the keyboard of an earlier question is put away. */
  static @Nullable ReplyKeyboard of(List<Button> buttons, boolean privateChat) {
    if (privateChat && !isInline(buttons)) {
      return overTheLetters(buttons);
    }
    var rows = buttons.stream().filter(TelegramKeyboard::isShownInline).map(TelegramKeyboard::row).toList();
    if (!rows.isEmpty()) {
      return new InlineKeyboardMarkup(rows);
    }
    return privateChat ? new ReplyKeyboardRemove(true) : null;
  }

  static boolean isInline(List<Button> buttons) {
    return buttons.stream().noneMatch(Button.Asking.class::isInstance);
  }

  static boolean fits(List<Button> buttons) {
    return buttons.stream().allMatch(button -> !(button instanceof Button.Reply reply) || fits(reply.payload()));
  }

  /** One link to {@code localhost} makes Telegram refuse the whole message, so such links go into the text. */
  static String withPlainLinks(String text, List<Button> buttons) {
    boolean inline = isInline(buttons);
    var whole = new StringBuilder(text);
    for (var button : buttons) {
      if (button instanceof Button.Link link && !(inline && isPublic(link.url()))) {
        whole.append('\n').append(link.label()).append(": ").append(link.url());
      }
    }
    return whole.toString();
  }

  private static boolean fits(String payload) {
    int bytes = payload.getBytes(StandardCharsets.UTF_8).length;
    return bytes > 0 && bytes <= MOST_DATA_BYTES;
  }

  private static boolean isShownInline(Button button) {
    return button instanceof Button.Reply || button instanceof Button.Link link && isPublic(link.url());
  }

  private static boolean isPublic(String url) {
    try {
      var host = URI.create(url).getHost();
      return host != null && host.contains(".") && !host.startsWith("127.");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static InlineKeyboardRow row(Button button) {
    var built = InlineKeyboardButton.builder().text(button.label());
    return new InlineKeyboardRow(button instanceof Button.Link link
        ? built.url(link.url()).build()
        : built.callbackData(((Button.Reply) button).payload()).build());
  }

  private static ReplyKeyboardMarkup overTheLetters(List<Button> buttons) {
    var rows = buttons.stream().filter(button -> !(button instanceof Button.Link))
        .map(button -> new KeyboardRow(KeyboardButton.builder().text(button.label())
            .requestLocation(button instanceof Button.Place ? true : null)
            .requestContact(button instanceof Button.Phone ? true : null).build()))
        .toList();
    return ReplyKeyboardMarkup.builder().keyboard(rows).resizeKeyboard(true).oneTimeKeyboard(true).build();
  }
}
