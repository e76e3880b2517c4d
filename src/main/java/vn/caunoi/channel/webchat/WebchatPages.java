package vn.caunoi.channel.webchat;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.platform.Ids;
import vn.caunoi.ward.Ward;

/** The resident's chat page. */
@Controller
class WebchatPages {
  static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
      + "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final FrontDoor door;
  private final Rooms rooms;
  private final ChatMessages messages;
  private final Ids ids;

  WebchatPages(FrontDoor door, Rooms rooms, ChatMessages messages, Ids ids) {
    this.door = door;
    this.rooms = rooms;
    this.messages = messages;
    this.ids = ids;
  }

  /** The only ward, or the demo ward, opens at once; several are offered. */
  @GetMapping({"/chat", "/chat/"})
  Mono<Rendering> choose(ServerHttpResponse response) {
    guard(response);
    return rooms.wards().collectList().map(wards -> {
      var open = wards.size() == 1 ? wards : wards.stream().filter(Ward::demo).toList();
      return open.size() == 1
          ? Rendering.redirectTo("/chat/" + open.getFirst().slug()).build()
          : Rendering.view("chat/wards").modelAttribute("wards", wards).build();
    });
  }

  @GetMapping(WebchatCalls.ROOM)
  Mono<Rendering> page(@PathVariable String ward, ServerHttpRequest request, ServerHttpResponse response) {
    guard(response);
    return rooms.get(ward).flatMap(room -> history(request, room).collectList().map(history -> page(room, history)));
  }

  @GetMapping(path = WebchatCalls.ROOM + "/manifest.webmanifest", produces = "application/manifest+json")
  @ResponseBody
  Mono<Map<String, Object>> manifest(@PathVariable String ward) {
    return rooms.get(ward).map(room -> Map.of("name", "Trò chuyện", "short_name", "Trò chuyện", "lang", "vi", "display", "standalone",
        "start_url", room.path(), "scope", room.path(), "theme_color", "#1B4F8F", "background_color", "#F4F6F9",
        "icons", List.of(icon("192x192", "/chat/icon-192.png"), icon("512x512", "/chat/icon-512.png"))));
  }

  private static Map<String, String> icon(String sizes, String source) {
    return Map.of("src", source, "sizes", sizes, "type", "image/png", "purpose", "any");
  }

  private Flux<MessageView> history(ServerHttpRequest request, Room room) {
    return door.visitor(request, room)
        .flatMapMany(visitor -> messages.latest(room.wardId(), visitor.id()))
        .map(message -> MessageView.of(room, message));
  }

  /** Buttons stay only under what was said since the visitor's own last message: one question at a time. */
  private Rendering page(Room room, List<MessageView> history) {
    long answered = history.stream().filter(MessageView::mine).mapToLong(MessageView::seq).max().orElse(0);
    long last = history.isEmpty() ? 0 : history.getLast().seq();
    return Rendering.view("chat/page").modelAttribute("ward", room.ward()).modelAttribute("path", room.path())
        .modelAttribute("history", history).modelAttribute("answered", answered).modelAttribute("last", last)
        .modelAttribute("ids", ids).build();
  }

  /** Nothing of a resident's page stays in a cache, runs from elsewhere, or stands in a foreign frame. */
  static void guard(ServerHttpResponse response) {
    var headers = response.getHeaders();
    headers.set("Content-Security-Policy", CONTENT_POLICY);
    headers.set("Permissions-Policy", "geolocation=(self), camera=(self), microphone=()");
    headers.set("Referrer-Policy", "same-origin");
    headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
  }
}
