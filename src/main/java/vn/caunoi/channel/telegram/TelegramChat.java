package vn.caunoi.channel.telegram;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.ChannelAddress;

/**
 * A chat, and in a forum its topic. As an address {@code -1001234567890/57}: ids of groups are negative, those of supergroups start with
 * -100, so they are never ints; the General topic is addressed by leaving the topic out.
 */
record TelegramChat(long id, @Nullable Integer topic) {
  private static final Pattern ADDRESS = Pattern.compile("(-?\\d{1,18})(?:/(\\d{1,9}))?");

  /** Chat 0, which nobody has, for an address that is none of Telegram. */
  static TelegramChat of(ChannelAddress address) {
    var written = ADDRESS.matcher(address.externalId());
    return written.matches()
        ? new TelegramChat(Long.parseLong(written.group(1)), written.group(2) == null ? null : Integer.valueOf(written.group(2)))
        : new TelegramChat(0, null);
  }

  /** One person and the bot. */
  boolean isPrivate() {
    return id > 0;
  }

  @Override
  public String toString() {
    return topic == null ? String.valueOf(id) : id + "/" + topic;
  }
}
