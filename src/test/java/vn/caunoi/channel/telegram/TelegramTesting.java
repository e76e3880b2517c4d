package vn.caunoi.channel.telegram;

import java.util.UUID;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAddress;

/** One bot and one resident, as the plain tests need them. */
final class TelegramTesting {
  static final String TOKEN = "1000001:AAsecret_token-0123456789";
  static final ChannelAccount ACCOUNT = new ChannelAccount(UUID.randomUUID(), UUID.randomUUID(), Channel.TELEGRAM, "default", null,
      false, ChannelAccount.Status.ACTIVE, null, 25);
  static final ChannelAddress LAN = new ChannelAddress(Channel.TELEGRAM, ACCOUNT.id(), "5001");

  private TelegramTesting() {}

  static TelegramBot botAt(String address) {
    return new TelegramBot(ACCOUNT, new TelegramCredentials(TOKEN, address, "secret", TelegramMode.POLLING));
  }
}
