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

/** All that leaves for Zalo, each by the interface that takes it: one person's chat, an approved template or a group. */
class ZaloRoads implements MessageSender {
  private final ZaloSender chats;
  private final ZaloGroupPost groups;
  private final ZaloTemplateSender templates;

  ZaloRoads(ZaloSender chats, ZaloGroupPost groups, ZaloTemplateSender templates) {
    this.chats = chats;
    this.groups = groups;
    this.templates = templates;
  }

  @Override
  public Channel channel() {
    return Channel.ZALO;
  }

  @Override
  public Mono<SendOutcome> send(ChannelAccount account, ChannelAddress to, UUID deliveryId, OutboundMessage message) {
    if (message.template() != null) {
      return templates.send(account, to, deliveryId, message.template());
    }
    var group = GroupChat.externalIdOf(to);
    return group == null ? chats.send(account, to, deliveryId, message) : groups.send(account, group, message);
  }
}
