package vn.caunoi.channel;

import reactor.core.publisher.Mono;

/** Speaks one network outwards. One implementation per channel. */
public interface MessageSender {
  Channel channel();

  /**
   * Sends once. Every way it can end is a value; the Mono errs only on a bug. Has its own time-out, which counts as
   * {@link SendOutcome.Unknown}. {@code deliveryId} identifies the message on our side: web chat uses it to be exact.
   */
  Mono<SendOutcome> send(ChannelAccount account, ChannelAddress to, java.util.UUID deliveryId, OutboundMessage message);
}
