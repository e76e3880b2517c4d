package vn.caunoi.channel;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** Asks a network when somebody last did something towards an account of ours. One implementation per network that can tell. */
public interface InteractionProbe {
  Channel channel();

  /** Empty when they never did anything, or when the network does not tell or not in time; never errs. */
  Mono<Instant> lastInteraction(ChannelAccount account, ChannelAddress of);
}
