package vn.caunoi.channel.zalo;

import java.util.UUID;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.GroupChat;
import vn.caunoi.channel.MessageSender;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.SendOutcome;

/** All that leaves for Zalo, each by the interface that takes it: one person's chat or a group. */
class ZaloRoads implements MessageSender {
  private final ZaloSender chats;
  private final ZaloGroupPost groups;

  ZaloRoads(ZaloSender chats, ZaloGroupPost groups) {
    this.chats = chats;
    this.groups = groups;
  }

  @Override
  public Channel channel() {
    return Channel.ZALO;
  }

  @Override
  public Mono<SendOutcome> send(ChannelAccount account, ChannelAddress to, UUID deliveryId, OutboundMessage message) {
    var group = GroupChat.externalIdOf(to);
    return group == null ? chats.send(account, to, deliveryId, message) : groups.send(account, group, message);
  }
}
