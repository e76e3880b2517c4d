package vn.caunoi.campaign;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.MessagePrices;
import vn.caunoi.contact.Candidate;
import vn.caunoi.contact.ReachableAddress;
import vn.caunoi.contact.ReplyWindow;
import vn.caunoi.delivery.Route;

/**
 * Picks the road to one resident: a free Zalo window, Telegram, the welcome quota of a silent follower, a billed Zalo window, the web chat,
 * or none with the reason why. Pure, and used by the dry run and the launch alike, so that a promise and its fulfilment are one piece of code.
 */
final class RoutePlanner {
  private final Map<UUID, ChannelAccount> accounts;
  private final Instant now;
  private final MessagePrices prices;

  RoutePlanner(Map<UUID, ChannelAccount> accounts, Instant now, MessagePrices prices) {
    this.accounts = Map.copyOf(accounts);
    this.now = now;
    this.prices = prices;
  }

  /** Where a message goes and what it costs in đồng. {@code reason} is set when {@code to} is null. */
  record Road(Route route, @Nullable ReachableAddress to, int costVnd, @Nullable String reason) {
    static Road none(String reason) {
      return new Road(Route.NONE, null, 0, reason);
    }
  }

  Road roadTo(Candidate candidate) {
    return candidate.addresses().stream().filter(this::usable).min(Comparator.comparingInt(this::rank))
        .map(this::road)
        .orElseGet(() -> Road.none(whyNot(candidate)));
  }

  private boolean usable(ReachableAddress address) {
    return accountWorks(address) && window(address).open();
  }

  private boolean accountWorks(ReachableAddress address) {
    var account = accounts.get(address.address().accountId());
    return account != null && account.status() == ChannelAccount.Status.ACTIVE;
  }

  private ReplyWindow window(ReachableAddress address) {
    return address.window(now, prices);
  }

  private int rank(ReachableAddress address) {
    return switch (address.address().channel()) {
      case ZALO -> switch (window(address)) {
        case ReplyWindow.Welcome welcome -> 2;
        case ReplyWindow.Billed billed -> 3;
        default -> 0;
      };
      case TELEGRAM -> 1;
      case WEB -> 4;
    };
  }

  private Road road(ReachableAddress address) {
    var route = switch (address.address().channel()) {
      case ZALO -> Route.ZALO_WINDOW;
      case TELEGRAM -> Route.TELEGRAM;
      case WEB -> Route.WEB;
    };
    return new Road(route, address, window(address).costVnd(), null);
  }

  private String whyNot(Candidate candidate) {
    var alive = candidate.addresses().stream().filter(a -> a.blockedBecause() == null).toList();
    if (alive.isEmpty()) {
      return "blocked";
    }
    var working = alive.stream().filter(this::accountWorks).toList();
    if (working.isEmpty()) {
      return "account-off";
    }
    return working.stream().anyMatch(a -> window(a) instanceof ReplyWindow.TemplateOnly) ? "window-closed" : ReplyWindow.Closed.USED_UP_TODAY;
  }

  /** The reason as people read it. */
  static String label(String reason) {
    return switch (reason) {
      case "blocked" -> "đã chặn hoặc bỏ quan tâm";
      case "window-closed" -> "Zalo " + new ReplyWindow.TemplateOnly().words() + ": quá 7 ngày chưa tương tác";
      case ReplyWindow.Closed.USED_UP_TODAY -> "Zalo " + new ReplyWindow.Closed(reason).words();
      case "account-off" -> "kênh đang tắt";
      default -> reason;
    };
  }
}
