package vn.caunoi.channel;

import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Removes what a channel itself keeps of a conversation, when it ended in an anonymous tip. Called inside the transaction that stores the
 * tip: it either goes with it or stays with it.
 */
public interface TrailEraser {
  Mono<Void> erase(UUID ward, UUID conversationId, ChannelAddress address);
}
