package vn.caunoi.channel.webchat;

import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.TrailEraser;
import vn.caunoi.media.AttachmentStore;

/** Removes what visitors' pages hold: since a conversation began, or all of it. Photos go too. */
@Component
class WebchatTrail implements TrailEraser {
  private final Visitors visitors;
  private final ChatMessages messages;
  private final KeptTips kept;
  private final AttachmentStore attachments;

  WebchatTrail(Visitors visitors, ChatMessages messages, KeptTips kept, AttachmentStore attachments) {
    this.visitors = visitors;
    this.messages = messages;
    this.kept = kept;
    this.attachments = attachments;
  }

  @Override
  public Mono<Void> erase(UUID ward, UUID conversationId, ChannelAddress address) {
    if (address.channel() != Channel.WEB) {
      return Mono.empty();
    }
    return visitors.find(ward, address)
        .flatMap(visitor -> withPhotos(ward, messages.removeSince(ward, visitor, began(conversationId))));
  }

  @Override
  public Mono<Void> conceal(UUID ward, ChannelAddress address) {
    return address.channel() == Channel.WEB ? visitors.find(ward, address).flatMap(visitor -> kept.conceal(ward, visitor)) : Mono.empty();
  }

  Mono<Void> eraseAll(UUID ward, UUID visitor) {
    return withPhotos(ward, messages.removeAll(ward, visitor));
  }

  /** Our ids (UUID version 7) begin with the time in milliseconds; any other id means from the first message. */
  private static Instant began(UUID conversationId) {
    return conversationId.version() == 7 ? Instant.ofEpochMilli(conversationId.getMostSignificantBits() >>> 16) : Instant.EPOCH;
  }

  /** Photos of ours are the ward's and stay. The rows are read to the end first: one connection does one thing at a time. */
  private Mono<Void> withPhotos(UUID ward, Flux<Bubble> removed) {
    return removed.filter(Bubble::isOwnPhoto).map(Bubble::photo).collectList()
        .flatMapMany(Flux::fromIterable)
        .concatMap(photo -> attachments.delete(ward, photo))
        .then();
  }
}
