package vn.caunoi.campaign;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.GroupChat;
import vn.caunoi.channel.MessagePrices;
import vn.caunoi.channel.MessageTemplate;
import vn.caunoi.contact.Candidate;
import vn.caunoi.contact.ReachableAddress;
import vn.caunoi.contact.ReplyWindow;
import vn.caunoi.delivery.Route;

/**
 * Picks the road to one resident: a free Zalo window, Telegram, the Zalo group of their residential group, the welcome quota of a silent
 * follower, a billed Zalo window, an approved template, the web chat, or none with the reason why. Where a residential group has its Zalo group,
 * nobody of it gets a copy of their own on Zalo. Pure, and used by the dry run and the launch alike, so that a promise and its fulfilment are one
 * piece of code.
 */
final class RoutePlanner {
  /** Reads it in the Zalo group, if they are in it: an estimate, so a road that is certain goes before. */
  static final String GROUP_POST = "group-post";

  private final Map<UUID, ChannelAccount> accounts;
  private final Instant now;
  private final MessagePrices prices;
  private final Map<UUID, GroupChat> chats;
  private final @Nullable MessageTemplate template;

  RoutePlanner(Map<UUID, ChannelAccount> accounts, Instant now, MessagePrices prices) {
    this(accounts, now, prices, Map.of(), null);
  }

  /** {@code chats}: which residential groups are posted to, by their id. */
  RoutePlanner(Map<UUID, ChannelAccount> accounts, Instant now, MessagePrices prices, Map<UUID, GroupChat> chats, @Nullable MessageTemplate template) {
    this.accounts = Map.copyOf(accounts);
    this.now = now;
    this.prices = prices;
    this.chats = Map.copyOf(chats);
    this.template = template;
  }

  /** Where a message goes and what it costs in đồng. {@code reason} is set when {@code to} is null. */
  record Road(Route route, @Nullable ReachableAddress to, int costVnd, @Nullable String reason) {
    static final Road BY_POST = new Road(Route.ZALO_GROUP, null, 0, GROUP_POST);

    static Road none(String reason) {
      return new Road(Route.NONE, null, 0, reason);
    }
  }

  private record Choice(int rank, Road road) {}

  Road roadTo(Candidate candidate) {
    return candidate.addresses().stream().map(address -> choice(candidate, address)).filter(Objects::nonNull)
        .min(Comparator.comparingInt(Choice::rank)).map(Choice::road)
        .orElseGet(() -> Road.none(whyNot(candidate)));
  }

  private @Nullable Choice choice(Candidate candidate, ReachableAddress address) {
    if (!accountWorks(address)) {
      return null;
    }
    var window = window(address);
    return switch (address.address().channel()) {
      case TELEGRAM -> window.open() ? new Choice(1, new Road(Route.TELEGRAM, address, 0, null)) : null;
      case WEB -> window.open() ? new Choice(6, new Road(Route.WEB, address, 0, null)) : null;
      case ZALO -> address.blockedBecause() == null && readsPosts(candidate, address) ? new Choice(2, Road.BY_POST) : onZalo(candidate, address, window);
    };
  }

  private @Nullable Choice onZalo(Candidate candidate, ReachableAddress address, ReplyWindow window) {
    return switch (window) {
      case ReplyWindow.Free free -> window(0, address, window);
      case ReplyWindow.Open open -> window(0, address, window);
      case ReplyWindow.Welcome welcome -> window(3, address, window);
      case ReplyWindow.Billed billed -> window(4, address, window);
      case ReplyWindow.TemplateOnly only -> takesTemplate(candidate, address) ? new Choice(5, new Road(Route.ZALO_TEMPLATE, address, templateVnd(), null)) : null;
      case ReplyWindow.Closed closed -> null;
    };
  }

  private static Choice window(int rank, ReachableAddress address, ReplyWindow window) {
    return new Choice(rank, new Road(Route.ZALO_WINDOW, address, window.costVnd(), null));
  }

  private boolean accountWorks(ReachableAddress address) {
    var account = accounts.get(address.address().accountId());
    return account != null && account.status() == ChannelAccount.Status.ACTIVE;
  }

  private boolean readsPosts(Candidate candidate, ReachableAddress address) {
    var chat = candidate.groupId() == null ? null : chats.get(candidate.groupId());
    return chat != null && chat.accountId().equals(address.address().accountId());
  }

  private boolean takesTemplate(Candidate candidate, ReachableAddress address) {
    return template != null && template.isEnabled() && (template.byUserId() || candidate.phone()) && template.accountId().equals(address.address().accountId());
  }

  private int templateVnd() {
    return template == null || template.priceVnd() == null ? prices.templateVnd(now) : template.priceVnd();
  }

  private ReplyWindow window(ReachableAddress address) {
    return address.window(now, prices);
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
    if (working.stream().noneMatch(a -> window(a) instanceof ReplyWindow.TemplateOnly)) {
      return ReplyWindow.Closed.USED_UP_TODAY;
    }
    return template == null ? "window-closed" : !template.isEnabled() ? "template-off" : !template.byUserId() ? "template-by-phone" : "window-closed";
  }

  /** The reason as people read it. */
  static String label(String reason) {
    return switch (reason) {
      case "blocked" -> "đã chặn hoặc bỏ quan tâm";
      case "window-closed" -> "Zalo " + new ReplyWindow.TemplateOnly().words() + ": quá 7 ngày chưa tương tác";
      case "template-off" -> "Zalo quá 7 ngày chưa tương tác, mẫu tin chưa được duyệt";
      case "template-by-phone" -> "Zalo quá 7 ngày chưa tương tác, mẫu tin chỉ gửi theo số điện thoại mà họ chưa cho số";
      case ReplyWindow.Closed.USED_UP_TODAY -> "Zalo " + new ReplyWindow.Closed(reason).words();
      case "account-off" -> "kênh đang tắt";
      default -> reason;
    };
  }
}
