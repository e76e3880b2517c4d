package vn.caunoi.channel.webchat;

import java.net.URI;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.webchat.FrontDoor.Visitor;
import vn.caunoi.media.AttachmentHeld;
import vn.caunoi.media.AttachmentStore;
import vn.caunoi.platform.NotFound;

/** What a page does with the messages it has: says that they are shown, fetches photos, drops what was for reading once, clears all. */
@RestController
@RequestMapping(WebchatCalls.ROOM)
class VisitorCalls {
  record Shown(long through) {}

  record Saved(UUID id) {}

  private final FrontDoor door;
  private final ShownMessages shownMessages;
  private final Forgetting forgetting;
  private final ChatMessages messages;
  private final AttachmentStore attachments;

  VisitorCalls(FrontDoor door, ShownMessages shownMessages, Forgetting forgetting, ChatMessages messages, AttachmentStore attachments) {
    this.door = door;
    this.shownMessages = shownMessages;
    this.forgetting = forgetting;
    this.messages = messages;
    this.attachments = attachments;
  }

  @PostMapping("/shown")
  Mono<ResponseEntity<Void>> shown(@PathVariable String ward, ServerHttpRequest request, @RequestBody Shown shown) {
    return door.postingVisitor(request, ward).flatMap(visitor -> shownMessages.through(visitor, shown.through())).thenReturn(done());
  }

  @PostMapping(path = "/saved", consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<Void>> saved(@PathVariable String ward, ServerHttpRequest request, @RequestBody Saved saved) {
    return door.postingVisitor(request, ward).flatMap(visitor -> shownMessages.saved(visitor, saved.id())).thenReturn(done());
  }

  @PostMapping(path = "/saved", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  Mono<ResponseEntity<Void>> savedByForm(@PathVariable String ward, ServerHttpRequest request, @ModelAttribute Saved saved) {
    return door.postingVisitor(request, ward).flatMap(visitor -> shownMessages.saved(visitor, saved.id())).then(door.room(ward))
        .map(room -> ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(room.path())).build());
  }

  /** A plain form, so that it works everywhere. */
  @PostMapping("/forget")
  Mono<ResponseEntity<Void>> forget(@PathVariable String ward, ServerHttpRequest request) {
    return door.postingVisitor(request, ward).flatMap(forgetting::forget).then(door.room(ward))
        .map(room -> door.withoutKey(ResponseEntity.status(HttpStatus.SEE_OTHER), room).header("Clear-Site-Data", "\"cache\"")
            .location(URI.create(room.path())).build());
  }

  @GetMapping("/photos/{message}")
  Mono<ResponseEntity<byte[]>> photo(@PathVariable String ward, @PathVariable UUID message, ServerHttpRequest request) {
    return door.visitor(request, ward).flatMap(visitor -> photo(visitor, message))
        .switchIfEmpty(Mono.error(() -> new NotFound("Không có ảnh này.")));
  }

  private Mono<ResponseEntity<byte[]>> photo(Visitor visitor, UUID message) {
    var ward = visitor.room().wardId();
    return messages.find(ward, visitor.id(), message).mapNotNull(found -> found.bubble().photo())
        .flatMap(photo -> attachments.get(ward, photo))
        .flatMap(photo -> attachments.workingCopy(ward, photo.id()).map(bytes -> ResponseEntity.ok()
            .contentType(MediaType.parseMediaType(photo.type())).cacheControl(CacheControl.noStore()).body(bytes)))
        .onErrorResume(AttachmentHeld.class, held -> Mono.just(ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(held.standIn())).build()));
  }

  private static ResponseEntity<Void> done() {
    return ResponseEntity.noContent().build();
  }
}
