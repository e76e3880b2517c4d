package vn.caunoi.contact;

import java.util.UUID;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAddress;

/** What another package keeps under an address. Every implementation is told when a network gives the address a new id. */
public interface AddressFollower {
  /** Follows it, in the transaction of the move. Nothing is left under the old id; a second call changes nothing. */
  Mono<Void> moved(UUID wardId, ChannelAddress from, ChannelAddress to);
}
