package vn.caunoi.campaign;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.GroupChat;
import vn.caunoi.delivery.Route;

/** Adds up one audience, resident by resident, and the groups that are posted to. Belongs to one dry run; not shared between threads. */
final class DryRunTally {
  private final Map<Route, Long> routes = new EnumMap<>(Route.class);
  private final Map<Route, Long> billed = new EnumMap<>(Route.class);
  private final Map<Route, Long> costs = new EnumMap<>(Route.class);
  private final Map<String, Long> reasons = new TreeMap<>();
  private final Map<UUID, Long> perAccount = new HashMap<>();
  private final Set<UUID> groups = new HashSet<>();
  private final List<GroupChat> posts;
  private long audience;

  DryRunTally(List<GroupChat> posts) {
    this.posts = posts;
    posts.forEach(chat -> perAccount.merge(chat.accountId(), 1L, Long::sum));
    posts.forEach(chat -> groups.add(chat.groupId()));
  }

  DryRunTally add(CampaignAudience.Routed routed) {
    audience++;
    if (routed.candidate().groupId() != null) {
      groups.add(routed.candidate().groupId());
    }
    var road = routed.road();
    if (road.route() == Route.NONE) {
      reasons.merge(String.valueOf(road.reason()), 1L, Long::sum);
      return this;
    }
    routes.merge(road.route(), 1L, Long::sum);
    if (road.to() != null) {
      perAccount.merge(road.to().address().accountId(), 1L, Long::sum);
    }
    billed.merge(road.route(), road.costVnd() > 0 ? 1L : 0L, Long::sum);
    costs.merge(road.route(), (long) road.costVnd(), Long::sum);
    return this;
  }

  DryRun result(Instant at, Collection<ChannelAccount> accounts) {
    double seconds = accounts.stream().mapToDouble(a -> perAccount.getOrDefault(a.id(), 0L) / a.ratePerSecond()).max().orElse(0);
    return new DryRun(at, audience, groups.size(),
        new DryRun.Reachable(of(Route.ZALO_WINDOW) + of(Route.ZALO_GROUP) + of(Route.ZALO_TEMPLATE), of(Route.TELEGRAM), of(Route.WEB)),
        routes.entrySet().stream().map(e -> new DryRun.RouteCount(e.getKey().name(), e.getKey().label(), e.getValue(),
            billed.get(e.getKey()), costs.get(e.getKey()))).toList(),
        reasons.entrySet().stream().map(e -> new DryRun.ReasonCount(e.getKey(), RoutePlanner.label(e.getKey()), e.getValue())).toList(),
        (long) Math.ceil(seconds), costs.values().stream().mapToLong(Long::longValue).sum(),
        posts.isEmpty() ? null : new DryRun.Posts(posts.size(), posts.stream().mapToLong(GroupChat::members).sum()));
  }

  private long of(Route route) {
    return routes.getOrDefault(route, 0L);
  }
}
