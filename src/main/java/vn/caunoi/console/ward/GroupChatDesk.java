package vn.caunoi.console.ward;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.audit.AuditEntry;
import vn.caunoi.audit.AuditTrail;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.GroupChat;
import vn.caunoi.channel.GroupChats;
import vn.caunoi.channel.NewGroupChat;
import vn.caunoi.platform.Forbidden;

/** Who may do what to the Zalo groups of the ward, and the entry in the audit trail that says so before Zalo is asked. */
@Component
class GroupChatDesk {
  private final GroupChats chats;
  private final ChannelAccounts accounts;
  private final AuditTrail audit;

  GroupChatDesk(GroupChats chats, ChannelAccounts accounts, AuditTrail audit) {
    this.chats = chats;
    this.accounts = accounts;
    this.audit = audit;
  }

  /** The OAs that a group can be made with. */
  Mono<List<ChannelAccount>> oas(CurrentAccount me) {
    return accounts.of(me.ward()).filter(a -> a.channel() == Channel.ZALO && a.status() == ChannelAccount.Status.ACTIVE).collectList();
  }

  Mono<List<GroupChat.Asset>> assets(CurrentAccount me, UUID account) {
    return allowed(me).then(chats.assets(me.ward(), account));
  }

  Mono<List<String>> lastAdmins(CurrentAccount me, UUID account) {
    return allowed(me).then(chats.lastAdmins(me.ward(), account)).defaultIfEmpty(List.of());
  }

  Mono<GroupChat> get(CurrentAccount me, UUID chat) {
    return chats.get(me.ward(), chat);
  }

  Mono<GroupChat> create(CurrentAccount me, NewGroupChat wanted) {
    return allowed(me).then(record(me, "zalo_group_created", "residential_group", wanted.groupId())).then(Mono.defer(() -> chats.create(wanted)));
  }

  Mono<GroupChat> refresh(CurrentAccount me, UUID chat) {
    return allowed(me).then(Mono.defer(() -> chats.refresh(me.ward(), chat)));
  }

  Mono<GroupChat> changeAsset(CurrentAccount me, UUID chat, String asset) {
    return allowed(me).then(record(me, "zalo_group_asset_changed", "zalo_group", chat)).then(Mono.defer(() -> chats.changeAsset(me.ward(), chat, asset)));
  }

  Mono<GroupChat> disband(CurrentAccount me, UUID chat) {
    return allowed(me).then(record(me, "zalo_group_disbanded", "zalo_group", chat)).then(Mono.defer(() -> chats.disband(me.ward(), chat)));
  }

  private Mono<Void> record(CurrentAccount me, String action, String kind, UUID id) {
    return audit.record(AuditEntry.of(me.ward(), me.officer().id(), action, kind, id)).then();
  }

  private static Mono<Void> allowed(CurrentAccount me) {
    return GroupPages.mayEdit(me) ? Mono.empty() : Mono.error(() -> new Forbidden("Chỉ quản trị hoặc chỉ huy được quản lý nhóm Zalo."));
  }
}
