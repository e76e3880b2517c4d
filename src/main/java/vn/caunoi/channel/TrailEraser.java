package vn.caunoi.channel;

import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Removes what a channel itself keeps of a conversation, when it ended in an anonymous tip. Called inside the transaction that stores the
 * tip, or erases a resident: it either goes with it or stays with it.
 */
public interface TrailEraser {
  /** What was said since this conversation began; an id that is no UUID version 7, so none of ours, means all that is kept of the address. */
  Mono<Void> erase(UUID ward, UUID conversationId, ChannelAddress address);
}
