package vn.caunoi.channel.webchat;

import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.platform.CauNoiSettings;

/** Whom a request comes from. The resident's pages stand outside sign-in and its tokens, so what posts is checked here. */
@Component
class FrontDoor {
  private final Rooms rooms;
  private final Visitors visitors;
  private final SameOrigin sameOrigin;
  private final VisitorPace pace;
  private final CauNoiSettings settings;

  FrontDoor(Rooms rooms, Visitors visitors, SameOrigin sameOrigin, VisitorPace pace, CauNoiSettings settings) {
    this.rooms = rooms;
    this.visitors = visitors;
    this.sameOrigin = sameOrigin;
    this.pace = pace;
    this.settings = settings;
  }

  /** Somebody about to write; a browser we do not know gets its key with the answer. */
  record Writer(Room room, VisitorKey key) {}

  /** Somebody who wrote before. */
  record Visitor(Room room, VisitorKey key, UUID id) {}

  Mono<Writer> writer(ServerHttpRequest request, String slug, VisitorPace.Limit limit) {
    return Mono.fromSupplier(() -> {
      sameOrigin.check(request);
      var known = VisitorKey.of(request);
      pace.check(request, limit, known);
      return known.orElseGet(VisitorKey::create);
    }).flatMap(key -> rooms.get(slug).map(room -> new Writer(room, key)));
  }

  Mono<Room> room(String slug) {
    return rooms.get(slug);
  }

  /** Empty for a browser that never wrote here. */
  Mono<Visitor> visitor(ServerHttpRequest request, String slug) {
    return rooms.get(slug).flatMap(room -> visitor(request, room));
  }

  Mono<Visitor> visitor(ServerHttpRequest request, Room room) {
    return Mono.justOrEmpty(VisitorKey.of(request))
        .flatMap(key -> visitors.find(room.wardId(), key.address(room)).map(id -> new Visitor(room, key, id)));
  }

  /** As {@link #visitor}, for requests that change something. */
  Mono<Visitor> postingVisitor(ServerHttpRequest request, String slug) {
    return Mono.fromRunnable(() -> sameOrigin.check(request)).then(Mono.defer(() -> visitor(request, slug)));
  }

  ResponseEntity.BodyBuilder withKey(ResponseEntity.BodyBuilder answer, Writer writer) {
    return answer.header(HttpHeaders.SET_COOKIE, writer.key().cookie(writer.room(), settings.servesHttps()).toString());
  }

  ResponseEntity.BodyBuilder withoutKey(ResponseEntity.BodyBuilder answer, Room room) {
    return answer.header(HttpHeaders.SET_COOKIE, VisitorKey.noCookie(room, settings.servesHttps()).toString(),
        ChatTexts.cookie(null, settings.servesHttps()).toString());
  }
}
