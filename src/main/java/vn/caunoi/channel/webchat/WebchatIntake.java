package vn.caunoi.channel.webchat;

import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.InboundMessage;
import vn.caunoi.channel.InboundMessage.Content;
import vn.caunoi.channel.InboundReceiver;
import vn.caunoi.media.Attachment;
import vn.caunoi.media.AttachmentStore;
import vn.caunoi.platform.Vault;

/**
 * Takes what a visitor sends: first onto his own page, then durably into the inbox. In this order, because the inbox may be worked off at
 * once, and what is then erased must not be written afterwards.
 */
@Component
class WebchatIntake {
  private final Visitors visitors;
  private final ChatMessages messages;
  private final AttachmentStore attachments;
  private final InboundReceiver inbox;
  private final Vault vault;
  private final Clock clock;

  WebchatIntake(Visitors visitors, ChatMessages messages, AttachmentStore attachments, InboundReceiver inbox, Vault vault, Clock clock) {
    this.visitors = visitors;
    this.messages = messages;
    this.attachments = attachments;
    this.inbox = inbox;
    this.vault = vault;
    this.clock = clock;
  }

  /** Completes with the visitor after the commit. */
  Mono<UUID> take(Room room, VisitorKey key, ChatInput input) {
    var bubble = Bubble.mine(input.shown(), null, input.client());
    return visitors.writes(room.wardId(), key.address(room))
        .delayUntil(visitor -> messages.addMine(room.wardId(), visitor, bubble))
        .delayUntil(visitor -> hand(room, key, visitor, input.client(), input.content()));
  }

  /** A photo that comes a second time is neither stored nor shown twice. */
  Mono<UUID> take(Room room, VisitorKey key, PhotoUpload upload) {
    var caption = upload.caption();
    return visitors.writes(room.wardId(), key.address(room))
        .delayUntil(visitor -> photo(room, visitor, upload)
            .flatMap(photo -> messages.addMine(room.wardId(), visitor, Bubble.mine(caption, photo, upload.client())).thenReturn(photo))
            .flatMap(photo -> hand(room, key, visitor, upload.client(),
                new Content.Photo(photo.toString(), caption.isEmpty() ? null : caption))));
  }

  /** The network's "blocked us": nothing reaches this visitor any more. */
  Mono<Void> left(Room room, VisitorKey key, UUID visitor) {
    return hand(room, key, visitor, UUID.randomUUID().toString(), new Content.Left());
  }

  private Mono<UUID> photo(Room room, UUID visitor, PhotoUpload upload) {
    return messages.findMine(room.wardId(), visitor, upload.client()).mapNotNull(message -> message.bubble().photo())
        .switchIfEmpty(Mono.defer(() -> attachments.store(room.wardId(), upload.bytes()).map(Attachment::id)
            .delayUntil(photo -> attachments.keep(room.wardId(), List.of(photo)))));
  }

  private Mono<Void> hand(Room room, VisitorKey key, UUID visitor, String client, Content content) {
    var message = new InboundMessage(room.wardId(), key.address(room), eventKey(visitor, client), clock.instant(), content);
    return inbox.receive(List.of(message));
  }

  /** Two visitors may hit upon the same id, and the inbox must not show who wrote. */
  private String eventKey(UUID visitor, String client) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(vault.lookup("webchat.event", visitor + ":" + client));
  }
}
