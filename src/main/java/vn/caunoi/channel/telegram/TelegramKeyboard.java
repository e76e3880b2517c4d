package vn.caunoi.channel.telegram;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardRow;
import vn.caunoi.channel.Button;

/** Buttons under a message, one a row, so that a Vietnamese label is never cut on a phone. */
final class TelegramKeyboard {
  private static final int MOST_DATA_BYTES = 64;

  private TelegramKeyboard() {}

  static @Nullable InlineKeyboardMarkup of(List<Button> buttons) {
    var rows = buttons.stream().filter(TelegramKeyboard::isAccepted).map(TelegramKeyboard::row).toList();
    return rows.isEmpty() ? null : new InlineKeyboardMarkup(rows);
  }

  static boolean fits(List<Button> buttons) {
    return buttons.stream().allMatch(button -> !(button instanceof Button.Reply reply) || fits(reply.payload()));
  }

  /** One link to {@code localhost} makes Telegram refuse the whole message, so such links go into the text. */
  static String withPlainLinks(String text, List<Button> buttons) {
    var whole = new StringBuilder(text);
    for (var button : buttons) {
      if (button instanceof Button.Link link && !isAccepted(link)) {
        whole.append('\n').append(link.label()).append(": ").append(link.url());
      }
    }
    return whole.toString();
  }

  private static boolean fits(String payload) {
    int bytes = payload.getBytes(StandardCharsets.UTF_8).length;
    return bytes > 0 && bytes <= MOST_DATA_BYTES;
  }

  private static boolean isAccepted(Button button) {
    return !(button instanceof Button.Link link) || isPublic(link.url());
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
    var built = switch (button) {
      case Button.Reply reply -> InlineKeyboardButton.builder().text(reply.label()).callbackData(reply.payload()).build();
      case Button.Link link -> InlineKeyboardButton.builder().text(link.label()).url(link.url()).build();
    };
    return new InlineKeyboardRow(built);
  }
}
