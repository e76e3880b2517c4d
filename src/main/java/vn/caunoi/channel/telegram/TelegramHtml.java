package vn.caunoi.channel.telegram;

import java.util.regex.Pattern;

/**
 * Text as Telegram's HTML. What we are given is plain, so every character that could be markup is escaped, and the only tags are ours: a
 * message that is nothing but a code (the number of a tip, its secret) becomes one that a touch copies. HTML needs {@code & < >} escaped and
 * nothing else, where MarkdownV2 fails on a bare dot of a date. Cut first, render each piece: so no cut falls into a tag.
 */
final class TelegramHtml {
  static final String PARSE_MODE = "HTML";
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{2,}(?:-[A-Za-z0-9]{2,})+");
  /** Halves of a surrogate pair, which no UTF-8 can carry, and the zero character. */
  private static final Pattern UNREADABLE = Pattern.compile("[\\x{0}\\p{Cs}]");

  private TelegramHtml() {}

  static String of(String plain) {
    var escaped = escape(plain);
    return CODE.matcher(plain).matches() ? "<code>" + escaped + "</code>" : escaped;
  }

  static String escape(String plain) {
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** What can be sent at all of a text from anywhere. */
  static String sendable(String plain) {
    return UNREADABLE.matcher(plain).replaceAll("");
  }
}
