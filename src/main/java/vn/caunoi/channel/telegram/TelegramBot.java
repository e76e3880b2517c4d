package vn.caunoi.channel.telegram;

import java.net.URI;
import vn.caunoi.channel.ChannelAccount;

/** One bot with what it takes to speak for it. */
record TelegramBot(ChannelAccount account, TelegramCredentials credentials) {

  URI method(String name) {
    return URI.create(credentials.apiUrl() + "/bot" + credentials.token() + "/" + name);
  }

  URI file(String path) {
    return URI.create(credentials.apiUrl() + "/file/bot" + credentials.token() + "/" + path);
  }

  @Override
  public String toString() {
    return "TelegramBot[account=" + account.id() + "]";
  }
}
