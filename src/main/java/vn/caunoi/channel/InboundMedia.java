package vn.caunoi.channel;

import reactor.core.publisher.Mono;

/** Fetches a photo that a network still holds. One implementation per channel. */
public interface InboundMedia {
  /** Largest photo that is fetched, in bytes: Telegram's own limit for downloads. */
  int MAX_BYTES = 20 * 1024 * 1024;

  Channel channel();

  /** The bytes of {@link InboundMessage.Content.Photo#reference()}; empty when they are gone, too large or not to be had in time. */
  Mono<byte[]> fetch(ChannelAccount account, String reference);
}
