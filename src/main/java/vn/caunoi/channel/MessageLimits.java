package vn.caunoi.channel;

import java.util.ArrayList;
import java.util.List;
import vn.caunoi.platform.VietnameseText;

/** What fits into one message of each channel. */
public final class MessageLimits {
  private MessageLimits() {}

  /** Most characters of one text: Zalo counts 2,000 after NFC, Telegram 4,096 UTF-16 units after entity parsing. */
  public static int textLength(Channel channel) {
    return switch (channel) {
      case ZALO -> 2_000;
      case TELEGRAM, WEB -> 4_096;
    };
  }

  /** Most buttons of one message; further choices are offered as numbered text. */
  public static int buttons(Channel channel) {
    return switch (channel) {
      case ZALO -> 5;
      case TELEGRAM, WEB -> 12;
    };
  }

  /** Whether a button can ask the phone for something ({@link Button.Asking}). */
  public static boolean hasAskingButtons(Channel channel) {
    return channel == Channel.TELEGRAM;
  }

  /**
   * Cuts a text into pieces that fit the channel, at a line break or else a space, never inside a surrogate pair. A text that fits is
   * returned as it is (in NFC); the result is never empty.
   */
  public static List<String> split(Channel channel, String text) {
    int limit = textLength(channel);
    var rest = VietnameseText.normalize(text);
    var pieces = new ArrayList<String>();
    while (rest.length() > limit) {
      int cut = cutBefore(rest, limit);
      pieces.add(rest.substring(0, cut).strip());
      rest = rest.substring(cut).strip();
    }
    pieces.add(rest);
    return List.copyOf(pieces);
  }

  private static int cutBefore(String text, int limit) {
    int line = text.lastIndexOf('\n', limit);
    if (line > limit / 2) {
      return line;
    }
    int space = text.lastIndexOf(' ', limit);
    if (space > limit / 2) {
      return space;
    }
    return Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
  }
}
