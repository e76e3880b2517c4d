package vn.caunoi.channel;

import java.net.URI;
import java.util.Map;

/**
 * A stand-in of a network inside this process, in demo and tests alone. Accounts with {@link ChannelAccount#simulated()} are spoken to at
 * its address, by the same adapter as the real ones, and nowhere else.
 */
public interface SimulatedNetwork {
  Channel channel();

  /** Base address on loopback, without a slash at its end; known once the stand-in has started. */
  URI address();

  /** What signs the demo's account in there, by the names under which the adapter keeps its credentials; new at each start. */
  default Map<String, String> credentials() {
    return Map.of();
  }

  /** What signs an account of its own in, apart from the demo's; its events go to this webhook. */
  default Map<String, String> signUp(URI webhook) {
    return credentials();
  }
}
