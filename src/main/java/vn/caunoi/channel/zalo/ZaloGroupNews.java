package vn.caunoi.channel.zalo;

import java.time.Instant;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;

/** Told of what happens to groups of an OA. Never who came, went or wrote, only how many. */
interface ZaloGroupNews {

  /** What happened. Zalo has several names for some of them; see {@link ZaloGroupEvents}. */
  enum Change { CREATED, JOINED, ASKED_TO_JOIN, ADMITTED, TURNED_AWAY, LEFT, ADMIN_ADDED, ADMIN_REMOVED, UPDATED, DISBANDED }

  /** {@code people} is how many it concerns, 0 where none are named. */
  record News(ChannelAccount account, String groupId, Change change, int people, Instant at) {}

  /**
   * Heard before Zalo gets its 200, so it must be quick and may err: then Zalo tells it again. News may come twice and out of order, so a
   * listener asks Zalo for the group anew rather than adding up.
   */
  Mono<Void> heard(News news);
}
