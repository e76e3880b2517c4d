package vn.caunoi.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.GroupChat;
import vn.caunoi.channel.GroupChats;
import vn.caunoi.channel.MessagePrices;
import vn.caunoi.channel.MessageTemplate;
import vn.caunoi.channel.MessageTemplates;
import vn.caunoi.contact.Audience;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.WardDirectory;

/** Gathers what a ward has to reach residents with: accounts, groups on networks, the approved template that a campaign names. */
@Component
class CampaignMeans {
  private final ChannelAccounts accounts;
  private final GroupChats chats;
  private final MessageTemplates templates;
  private final MessagePrices prices;
  private final WardDirectory directory;

  CampaignMeans(ChannelAccounts accounts, GroupChats chats, MessageTemplates templates, MessagePrices prices, WardDirectory directory) {
    this.accounts = accounts;
    this.chats = chats;
    this.templates = templates;
    this.prices = prices;
    this.directory = directory;
  }

  /**
   * As it stands now. {@code chats} are those that may be posted to, one for each residential group, by its id; {@code template} is null when the
   * campaign names none or one that the network does not list; {@code groups} are the names of the ward's groups.
   */
  record Means(Map<UUID, ChannelAccount> accounts, Map<UUID, GroupChat> chats, @Nullable MessageTemplate template, Map<UUID, String> groups,
      MessagePrices prices) {

    RoutePlanner planner(Instant at) {
      return new RoutePlanner(accounts, at, prices, chats, template);
    }

    /** The groups of the audience that are posted to. */
    List<GroupChat> posts(Audience audience) {
      return chats.values().stream().filter(chat -> audience.all() || audience.groups().contains(chat.groupId())).toList();
    }

    String nameOf(@Nullable UUID group) {
      return group == null ? "" : groups.getOrDefault(group, "");
    }
  }

  Mono<Means> of(Campaign campaign) {
    var ward = campaign.wardId();
    var all = accounts.of(ward).collect(Collectors.toMap(ChannelAccount::id, Function.identity()));
    var names = directory.groups(ward).collect(Collectors.toMap(ResidentialGroup::id, ResidentialGroup::name));
    return Mono.zip(all, names, chats.of(ward).filter(GroupChat::isLive).collectList(), template(campaign).map(List::of).defaultIfEmpty(List.of()))
        .map(t -> new Means(t.getT1(), onePerGroup(t.getT3(), t.getT1(), t.getT2()), t.getT4().isEmpty() ? null : t.getT4().getFirst(), t.getT2(), prices));
  }

  Mono<MessageTemplate> template(Campaign campaign) {
    var choice = campaign.template();
    return choice == null ? Mono.empty() : templates.find(campaign.wardId(), choice.accountId(), choice.templateId());
  }

  /** Where a residential group has groups of two OAs, the larger one is posted to: nobody should read it twice. */
  private static Map<UUID, GroupChat> onePerGroup(List<GroupChat> live, Map<UUID, ChannelAccount> accounts, Map<UUID, String> groups) {
    return live.stream()
        .filter(chat -> groups.containsKey(chat.groupId()) && works(accounts.get(chat.accountId())))
        .collect(Collectors.toMap(GroupChat::groupId, Function.identity(), (a, b) -> a.members() >= b.members() ? a : b));
  }

  /** The account of a group may have been removed since. */
  private static boolean works(@Nullable ChannelAccount account) {
    return account != null && account.status() == ChannelAccount.Status.ACTIVE;
  }
}
