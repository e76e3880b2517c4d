package vn.caunoi.channel.telegram;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.r2dbc.core.DatabaseClient;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;

/** One bot and one resident, as the plain tests need them. */
final class TelegramTesting {
  static final String TOKEN = "1000001:AAsecret_token-0123456789";
  static final ChannelAccount ACCOUNT = new ChannelAccount(UUID.randomUUID(), UUID.randomUUID(), Channel.TELEGRAM, "default", null,
      false, ChannelAccount.Status.ACTIVE, null, 25);
  static final ChannelAddress LAN = new ChannelAddress(Channel.TELEGRAM, ACCOUNT.id(), "5001");

  static final TelegramMenu MENU = new TelegramMenu(
      List.of(new TelegramMenu.Command("baotin", "báo tin", "Gửi tin báo", "tip"), new TelegramMenu.Command("huy", "huỷ", "Huỷ", null)),
      "Kênh của phường", "Nhắn tin với phường",
      new TelegramMenu.Groups(new TelegramMenu.GroupCommand("nhanrieng", "Nhắn riêng"), "Xin nhắn riêng cho bot.", "Nhắn riêng"));

  private TelegramTesting() {}

  /** A node's part in receiving, that says so at this address. */
  static TelegramSetup setup(TelegramApi api, ChannelAccounts accounts, DatabaseClient database, TelegramMenu menu, String publicUrl) {
    var receiving = new TelegramReceiving(api, new TelegramReceivings(database), publicUrl, new SimpleMeterRegistry(), Clock.systemUTC());
    return new TelegramSetup(api, accounts, receiving, new TelegramFace(api, menu));
  }

  /** Queries among what is owed. */
  static List<String> spinners(List<TelegramCourtesy> owed) {
    return owed.stream().<String>mapMulti((one, out) -> {
      if (one instanceof TelegramCourtesy.StopSpinner spinner) {
        out.accept(spinner.callbackId());
      }
    }).toList();
  }

  static TelegramBot botAt(String address) {
    return new TelegramBot(ACCOUNT, new TelegramCredentials(TOKEN, address, "secret", TelegramMode.POLLING));
  }
}
