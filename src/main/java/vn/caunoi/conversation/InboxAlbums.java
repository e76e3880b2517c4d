package vn.caunoi.conversation;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.InboundMessage;
import vn.caunoi.channel.InboundMessage.Content;

/** Photos that were sent together and arrive as messages of their own: found again in the inbox, so that they make one turn. */
@Component
class InboxAlbums {
  /** Parts follow each other within milliseconds; after the last one so long is waited for another. */
  static final Duration QUIET = Duration.ofSeconds(1);
  /** Most photos that a network lets people send together. */
  private static final int MOST = 10;

  private final InboxClaims claims;
  private final Clock clock;

  InboxAlbums(InboxClaims claims, Clock clock) {
    this.claims = claims;
    this.clock = clock;
  }

  /** A message with the further parts of its album; without an album it is alone. */
  record Together(List<OpenMessage> parts, List<InboundMessage> messages) {
    OpenMessage first() {
      return parts.getFirst();
    }

    /** A part whose photo is neither stored nor known to be gone; null when there is none. */
    @Nullable OpenMessage withoutPhoto() {
      return messages.getFirst().content() instanceof Content.Photo
          ? parts.stream().filter(part -> !part.photoSettled()).findFirst().orElse(null) : null;
    }

    List<UUID> photos() {
      return parts.stream().map(OpenMessage::photo).filter(Objects::nonNull).toList();
    }

    /** One message that says what all of them say. */
    InboundMessage message() {
      var first = messages.getFirst();
      if (messages.size() == 1 || !(first.content() instanceof Content.Photo photo)) {
        return first;
      }
      var captions = messages.stream().map(message -> ((Content.Photo) message.content()).caption()).filter(Objects::nonNull)
          .collect(Collectors.joining("\n"));
      return new InboundMessage(first.wardId(), first.from(), first.eventKey(), first.sentAt(),
          new Content.Photo(photo.reference(), captions.isEmpty() ? null : captions, photo.album()));
    }
  }

  /** The oldest message of a locked sender, with what belongs to it. */
  Mono<Together> of(OpenMessage oldest) {
    var message = read(oldest);
    return message.content() instanceof Content.Photo photo && photo.album() != null
        ? claims.oldestBeside(oldest, MOST).collectList().map(open -> together(open, photo.album()))
        : Mono.just(new Together(List.of(oldest), List.of(message)));
  }

  private Together together(List<OpenMessage> open, String album) {
    var parts = new ArrayList<OpenMessage>();
    var messages = new ArrayList<InboundMessage>();
    for (var one : open) {
      var message = read(one);
      if (!(message.content() instanceof Content.Photo photo) || !album.equals(photo.album())) {
        break;
      }
      parts.add(one);
      messages.add(message);
    }
    return new Together(List.copyOf(parts), List.copyOf(messages));
  }

  private InboundMessage read(OpenMessage claimed) {
    try {
      return claims.read(claimed);
    } catch (RuntimeException e) {
      throw new TurnFailed(claimed, e);
    }
  }

  /** How long another part may still be waited for; not positive when the album is whole. */
  Duration patience(Together together) {
    boolean whole = together.parts().size() == MOST
        || !(together.messages().getFirst().content() instanceof Content.Photo photo) || photo.album() == null;
    return whole ? Duration.ZERO : Duration.between(clock.instant(), together.parts().getLast().receivedAt().plus(QUIET));
  }
}
