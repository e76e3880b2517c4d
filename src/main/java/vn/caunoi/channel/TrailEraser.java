package vn.caunoi.channel;

import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Removes what a channel itself keeps of a conversation, when it ended in a tip. Called inside the transaction that stores the tip, or erases
 * a resident: it either goes with it or stays with it.
 */
public interface TrailEraser {
  /** What was said since this conversation began; an id that is no UUID version 7, so none of ours, means all that is kept of the address. */
  Mono<Void> erase(UUID ward, UUID conversationId, ChannelAddress address);

  /**
   * What was said last, and what is answered to it, told a tip whose reporter can be answered: a channel that shows messages again does so no
   * more, unless the resident chose it. The networks keep what they keep, so most channels do nothing.
   */
  default Mono<Void> conceal(UUID ward, ChannelAddress address) {
    return Mono.empty();
  }
}
