package vn.caunoi.console.channel;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.caunoi.channel.AccountSetup;
import vn.caunoi.channel.AccountSetup.Origin;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.platform.CauNoiSettings;
import vn.caunoi.platform.NotFound;

/** The networks on which accounts can be connected here. The web chat is none: every ward has it from the beginning. */
@Component
class Setups {
  private final Map<Channel, AccountSetup> byChannel;
  private final String publicUrl;

  Setups(List<AccountSetup> setups, CauNoiSettings settings) {
    this.byChannel = setups.stream().collect(Collectors.toUnmodifiableMap(AccountSetup::channel, Function.identity()));
    this.publicUrl = settings.publicUrl();
  }

  /** Null for the web chat. */
  @Nullable AccountSetup find(Channel channel) {
    return byChannel.get(channel);
  }

  AccountSetup of(Channel channel) {
    var setup = byChannel.get(channel);
    if (setup == null) {
      throw new NotFound("Kênh này không cần kết nối.");
    }
    return setup;
  }

  /** By the last part of an address: {@code telegram}, {@code zalo}. */
  AccountSetup named(String kind) {
    return byChannel.values().stream().filter(setup -> setup.channel().name().toLowerCase(Locale.ROOT).equals(kind)).findFirst()
        .orElseThrow(() -> new NotFound("Không có loại kênh này."));
  }

  /** Null for the web chat, which has no secrets. */
  @Nullable Origin origin(ChannelAccount account) {
    var setup = find(account.channel());
    return setup == null ? null : setup.origin(account);
  }

  /** Empty for the web chat, which needs none. */
  String webhook(ChannelAccount account) {
    return account.channel() == Channel.WEB ? ""
        : "%s/webhooks/%s/%s".formatted(publicUrl, account.channel().name().toLowerCase(Locale.ROOT), account.name());
  }
}
