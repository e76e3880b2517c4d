package vn.caunoi.channel.telegram;

import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAddress;

/**
 * A chat, and in a forum its topic. As an address {@code -1001234567890/57}: ids of groups are negative, those of supergroups start with
 * -100, so they are never ints; the General topic is addressed by leaving the topic out.
 */
record TelegramChat(long id, @Nullable Integer topic) {

  static TelegramChat of(ChannelAddress address) {
    var written = address.externalId();
    int slash = written.indexOf('/');
    return slash < 0 ? new TelegramChat(Long.parseLong(written), null)
        : new TelegramChat(Long.parseLong(written.substring(0, slash)), Integer.valueOf(written.substring(slash + 1)));
  }

  ChannelAddress address(ChannelAddress like) {
    return new ChannelAddress(Channel.TELEGRAM, like.accountId(), toString());
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
