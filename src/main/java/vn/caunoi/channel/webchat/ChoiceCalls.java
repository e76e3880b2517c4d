package vn.caunoi.channel.webchat;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.webchat.FrontDoor.Visitor;
import vn.caunoi.platform.CauNoiSettings;

/** What a visitor chooses for this device: the language, and whether what was said about tips stays. Plain forms work too. */
@RestController
class ChoiceCalls {
  record Keeping(boolean keep) {}

  record Language(@Nullable String language, @Nullable String back) {}

  private final FrontDoor door;
  private final KeptTips kept;
  private final SameOrigin sameOrigin;
  private final boolean secure;

  ChoiceCalls(FrontDoor door, KeptTips kept, SameOrigin sameOrigin, CauNoiSettings settings) {
    this.door = door;
    this.kept = kept;
    this.sameOrigin = sameOrigin;
    this.secure = settings.servesHttps();
  }

  @PostMapping("/chat/language")
  ResponseEntity<Void> language(@ModelAttribute Language choice, ServerHttpRequest request) {
    sameOrigin.check(request);
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(ChatTexts.back(choice.back()))
        .header(HttpHeaders.SET_COOKIE, ChatTexts.cookie(choice.language(), secure).toString()).build();
  }

  @PostMapping(path = WebchatCalls.ROOM + "/keep", consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<Void>> keep(@PathVariable String ward, ServerHttpRequest request, @RequestBody Keeping keeping) {
    return choose(ward, request, keeping.keep()).thenReturn(ResponseEntity.noContent().build());
  }

  @PostMapping(path = WebchatCalls.ROOM + "/keep", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  Mono<ResponseEntity<Void>> keepByForm(@PathVariable String ward, ServerHttpRequest request, @ModelAttribute Keeping keeping) {
    return choose(ward, request, keeping.keep()).then(door.room(ward))
        .map(room -> ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(room.path())).build());
  }

  private Mono<Visitor> choose(String ward, ServerHttpRequest request, boolean keep) {
    return door.postingVisitor(request, ward).delayUntil(visitor -> kept.choose(visitor.room().wardId(), visitor.id(), keep));
  }
}
