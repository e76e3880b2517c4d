package vn.caunoi.channel.zalo;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.GroupChat;

/** Follows what happens in our groups: an ended one stops being posted to at once, a changed one is looked at in the next round. */
@Component
class ZaloGroupLife implements ZaloGroupNews {
  private final ZaloGroupRows rows;

  ZaloGroupLife(ZaloGroupRows rows) {
    this.rows = rows;
  }

  /** News may come twice and out of order, so nothing is added up: Zalo is asked how many are in the group now. */
  @Override
  public Mono<Void> heard(News news) {
    return switch (news.change()) {
      case DISBANDED -> rows.learn(news.account(), news.groupId(), GroupChat.Status.DISBANDED, null);
      case JOINED, ADMITTED, LEFT, UPDATED -> rows.lookSoon(news.account(), news.groupId());
      case CREATED, ASKED_TO_JOIN, TURNED_AWAY, ADMIN_ADDED, ADMIN_REMOVED -> Mono.empty();
    };
  }
}
