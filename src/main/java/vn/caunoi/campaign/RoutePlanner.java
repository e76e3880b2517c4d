package vn.caunoi.campaign;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.contact.Candidate;
import vn.caunoi.contact.ReachableAddress;
import vn.caunoi.contact.ReplyWindow;
import vn.caunoi.delivery.Route;

/**
 * Picks the road to one resident: a free Zalo window, Telegram, a billed Zalo window, the web chat, or none with the reason why. Pure, and
 * used by the dry run and the launch alike, so that a promise and its fulfilment are one piece of code.
 */
final class RoutePlanner {
  private final Map<UUID, ChannelAccount> accounts;
  private final Instant now;

  RoutePlanner(Map<UUID, ChannelAccount> accounts, Instant now) {
    this.accounts = Map.copyOf(accounts);
    this.now = now;
  }

  /** Where a message goes. {@code reason} is set when {@code to} is null. */
  record Road(Route route, @Nullable ReachableAddress to, boolean billed, @Nullable String reason) {
    static Road none(String reason) {
      return new Road(Route.NONE, null, false, reason);
    }
  }

  Road roadTo(Candidate candidate) {
    return candidate.addresses().stream().filter(this::usable).min(Comparator.comparingInt(this::rank))
        .map(this::road)
        .orElseGet(() -> Road.none(whyNot(candidate)));
  }

  private boolean usable(ReachableAddress address) {
    return accountWorks(address) && address.open(now);
  }

  private boolean accountWorks(ReachableAddress address) {
    var account = accounts.get(address.address().accountId());
    return account != null && account.status() == ChannelAccount.Status.ACTIVE;
  }

  private int rank(ReachableAddress address) {
    return switch (address.address().channel()) {
      case ZALO -> isBilled(address) ? 2 : 0;
      case TELEGRAM -> 1;
      case WEB -> 3;
    };
  }

  private Road road(ReachableAddress address) {
    var route = switch (address.address().channel()) {
      case ZALO -> Route.ZALO_WINDOW;
      case TELEGRAM -> Route.TELEGRAM;
      case WEB -> Route.WEB;
    };
    return new Road(route, address, isBilled(address), null);
  }

  private boolean isBilled(ReachableAddress address) {
    return address.address().channel() == Channel.ZALO && address.window(now).verdict() == ReplyWindow.Verdict.OPEN_BILLED;
  }

  private String whyNot(Candidate candidate) {
    if (candidate.addresses().stream().allMatch(a -> a.blockedBecause() != null)) {
      return "blocked";
    }
    return candidate.addresses().stream().filter(a -> a.blockedBecause() == null).anyMatch(this::accountWorks) ? "window-closed" : "account-off";
  }

  /** The reason as people read it. */
  static String label(String reason) {
    return switch (reason) {
      case "blocked" -> "đã chặn hoặc bỏ theo dõi";
      case "window-closed" -> "Zalo: quá 7 ngày chưa tương tác";
      case "account-off" -> "kênh đang tắt";
      default -> reason;
    };
  }
}
