package vn.caunoi.channel.zalo;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.GroupChat;
import vn.caunoi.channel.GroupChat.Status;
import vn.caunoi.channel.GroupChats;
import vn.caunoi.channel.NewGroupChat;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.platform.Conflict;

/** Groups (GMF) of an OA, one that stands per residential group. */
@Component
class ZaloGroups implements GroupChats {
  private static final int GROUP_DISABLED = -237;
  private static final int OA_NOT_IN_GROUP = -403;

  private final ZaloGroupRows rows;
  private final ZaloGroupCalls zalo;
  private final ChannelAccounts accounts;

  ZaloGroups(ZaloGroupRows rows, ZaloGroupCalls zalo, ChannelAccounts accounts) {
    this.rows = rows;
    this.zalo = zalo;
    this.accounts = accounts;
  }

  @Override
  public Mono<GroupChat> get(UUID ward, UUID id) {
    return rows.get(ward, id);
  }

  @Override
  public Flux<GroupChat> of(UUID ward) {
    return rows.of(ward);
  }

  @Override
  public Flux<GroupChat> of(UUID ward, UUID residentialGroup) {
    return rows.of(ward, residentialGroup);
  }

  @Override
  public Mono<List<GroupChat.Asset>> assets(UUID ward, UUID account) {
    return oa(ward, account).flatMap(zalo::assets).onErrorMap(AccessTokens.NoToken.class, ZaloGroups::notConnected);
  }

  @Override
  public Mono<List<String>> lastAdmins(UUID ward, UUID account) {
    return rows.lastAdmins(ward, account);
  }

  @Override
  public Mono<GroupChat> create(NewGroupChat wanted) {
    return oa(wanted.wardId(), wanted.accountId())
        .flatMap(account -> rows.begin(wanted).flatMap(begun -> zalo.create(account, wanted)
            .onErrorResume(AccessTokens.NoToken.class, none -> rows.mark(begun, Status.FAILED, null).then(Mono.error(notConnected(none))))
            .flatMap(answer -> created(begun, answer))));
  }

  @Override
  public Mono<GroupChat> refresh(UUID ward, UUID id) {
    return rows.get(ward, id).flatMap(chat -> oa(ward, chat.accountId()).flatMap(account -> refresh(account, chat)))
        .onErrorMap(AccessTokens.NoToken.class, ZaloGroups::notConnected);
  }

  @Override
  public Mono<GroupChat> changeAsset(UUID ward, UUID id, String assetId) {
    return made(ward, id).flatMap(chat -> oa(ward, chat.accountId())
        .flatMap(account -> zalo.changeAsset(account, String.valueOf(chat.externalId()), assetId)
            .flatMap(answer -> ZaloGroupCalls.taken(answer) ? refresh(account, chat) : Mono.error(ZaloGroupRefusal.of(answer)))))
        .onErrorMap(AccessTokens.NoToken.class, ZaloGroups::notConnected);
  }

  @Override
  public Mono<GroupChat> disband(UUID ward, UUID id) {
    return made(ward, id).flatMap(chat -> oa(ward, chat.accountId())
        .flatMap(account -> zalo.disband(account, String.valueOf(chat.externalId())))
        .flatMap(answer -> ZaloGroupCalls.taken(answer) || isGone(answer)
            ? rows.mark(chat, Status.DISBANDED, null) : Mono.error(ZaloGroupRefusal.of(answer))))
        .onErrorMap(AccessTokens.NoToken.class, ZaloGroups::notConnected);
  }

  Mono<GroupChat> refresh(ChannelAccount account, GroupChat chat) {
    return chat.externalId() == null ? found(account, chat) : zalo.info(account, chat.externalId()).flatMap(answer -> informed(chat, answer));
  }

  private Mono<GroupChat> created(GroupChat begun, ZaloAnswer answer) {
    return switch (answer) {
      case ZaloAnswer.Said said when said.error() == 0 -> rows.told(begun, ZaloGroupCalls.read(said.data()), Status.LIVE, null);
      case ZaloAnswer.Said said -> rows.mark(begun, Status.FAILED, said.error()).then(Mono.error(ZaloGroupRefusal.of(said)));
      case ZaloAnswer.NeverLeft never -> rows.mark(begun, Status.FAILED, null).then(Mono.error(ZaloGroupRefusal.of(never)));
      case ZaloAnswer.Lost lost -> Mono.just(begun);
      case ZaloAnswer.Unreadable unreadable -> Mono.just(begun);
    };
  }

  /** The answer to the making was lost: the group is there if the OA has one of this name that no row knows. */
  private Mono<GroupChat> found(ChannelAccount account, GroupChat chat) {
    return rows.known(account).flatMap(known -> zalo.all(account)
            .filter(told -> told.name().equals(chat.name()) && !told.externalId().isEmpty() && !known.contains(told.externalId())).next())
        .flatMap(told -> rows.told(chat, told, told.enabled() ? Status.LIVE : Status.DISABLED, null))
        .switchIfEmpty(Mono.defer(() -> rows.mark(chat, Status.FAILED, null)));
  }

  private Mono<GroupChat> informed(GroupChat chat, ZaloAnswer answer) {
    if (!(answer instanceof ZaloAnswer.Said said)) {
      return Mono.error(ZaloGroupRefusal.of(answer));
    }
    return switch (said.error()) {
      case 0 -> {
        var told = ZaloGroupCalls.read(said.data());
        yield rows.told(chat, told, told.enabled() ? Status.LIVE : Status.DISABLED, told.enabled() ? null : GROUP_DISABLED);
      }
      case GROUP_DISABLED -> rows.mark(chat, Status.DISABLED, said.error());
      case OA_NOT_IN_GROUP -> rows.mark(chat, Status.LOST, said.error());
      default -> rows.mark(chat, chat.status(), said.error());
    };
  }

  /** What the answer to a post says about the group itself. */
  Mono<Void> learn(ChannelAccount account, String externalId, int code) {
    return switch (code) {
      case GROUP_DISABLED, -238, -241 -> rows.learn(account, externalId, Status.DISABLED, code);
      case OA_NOT_IN_GROUP -> rows.learn(account, externalId, Status.LOST, code);
      default -> Mono.empty();
    };
  }

  private Mono<GroupChat> made(UUID ward, UUID id) {
    return rows.get(ward, id).flatMap(chat -> chat.externalId() != null && chat.stands() ? Mono.just(chat)
        : Mono.error(new Conflict("Nhóm này không còn dùng hoặc chưa tạo xong.")));
  }

  private Mono<ChannelAccount> oa(UUID ward, UUID account) {
    return accounts.get(ward, account).flatMap(found -> found.channel() == Channel.ZALO ? Mono.just(found)
        : Mono.error(new Conflict("Chỉ OA Zalo mới có nhóm.")));
  }

  private static boolean isGone(ZaloAnswer answer) {
    return answer instanceof ZaloAnswer.Said said && said.error() == OA_NOT_IN_GROUP;
  }

  private static Conflict notConnected(AccessTokens.NoToken none) {
    return new Conflict(none.outcome() instanceof SendOutcome.AccountDown ? "OA chưa kết nối hoặc đã bị thu quyền: kết nối lại ở Cài đặt → Kênh."
        : "Chưa lấy được mã truy cập của OA. Xin thử lại sau ít phút.");
  }
}
