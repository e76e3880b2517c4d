package vn.caunoi.channel.telegram;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** Where the bytes of a picture we send come from; empty when it is gone. */
interface TelegramPictures {
  Mono<byte[]> bytes(UUID wardId, UUID attachment);
}
