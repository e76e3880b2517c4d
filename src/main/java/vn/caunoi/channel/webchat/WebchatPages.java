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
import reactor.core.publisher.Mono;
import vn.caunoi.platform.Ids;
import vn.caunoi.ward.Ward;

/**
 * The resident's chat page. It can be put on a phone's home screen under a name and with an icon that say nothing about the police. There is no
 * service worker: it would keep copies of what was said on the device, and no browser asks for one any more.
 */
@Controller
class WebchatPages {
  static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
      + "manifest-src 'self'; worker-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final FrontDoor door;
  private final Rooms rooms;
  private final ChatTexts texts;
  private final VisitorHistory histories;
  private final Ids ids;

  WebchatPages(FrontDoor door, Rooms rooms, ChatTexts texts, VisitorHistory histories, Ids ids) {
    this.door = door;
    this.rooms = rooms;
    this.texts = texts;
    this.histories = histories;
    this.ids = ids;
  }

  /** The only ward, or the demo ward, opens at once; several are offered. */
  @GetMapping({"/chat", "/chat/"})
  Mono<Rendering> choose(ServerHttpRequest request, ServerHttpResponse response) {
    guard(response);
    return rooms.wards().collectList().map(wards -> {
      var open = wards.size() == 1 ? wards : wards.stream().filter(Ward::demo).toList();
      return open.size() == 1
          ? Rendering.redirectTo("/chat/" + open.getFirst().slug()).build()
          : texts.page("chat/wards", request).modelAttribute("wards", wards).build();
    });
  }

  @GetMapping(WebchatCalls.ROOM)
  Mono<Rendering> page(@PathVariable String ward, ServerHttpRequest request, ServerHttpResponse response) {
    guard(response);
    return rooms.get(ward).flatMap(room -> door.visitor(request, room).flatMap(histories::of).defaultIfEmpty(VisitorHistory.NONE)
        .map(history -> page(request, room, history)));
  }

  @GetMapping(path = WebchatCalls.ROOM + "/manifest.webmanifest", produces = "application/manifest+json")
  @ResponseBody
  Mono<Map<String, Object>> manifest(@PathVariable String ward) {
    return rooms.get(ward).map(room -> Map.of("name", "Trò chuyện", "short_name", "Trò chuyện", "lang", "vi", "display", "standalone",
        "id", room.path(), "start_url", room.path(), "scope", room.path(), "theme_color", "#1B4F8F", "background_color", "#F4F6F9",
        "icons", List.of(icon("192", "icon-192", "any"), icon("512", "icon-512", "any"), icon("512", "icon-maskable-512", "maskable"))));
  }

  private static Map<String, String> icon(String side, String name, String purpose) {
    return Map.of("src", "/chat/" + name + ".png", "sizes", side + "x" + side, "type", "image/png", "purpose", purpose);
  }

  /** Buttons stay only under what was said since the visitor's own last message: one question at a time. */
  private Rendering page(ServerHttpRequest request, Room room, VisitorHistory.History history) {
    long answered = history.messages().stream().filter(MessageView::mine).mapToLong(MessageView::seq).max().orElse(0);
    return texts.page("chat/page", request).modelAttribute("ward", room.ward()).modelAttribute("path", room.path())
        .modelAttribute("history", history.messages()).modelAttribute("answered", answered).modelAttribute("last", history.last())
        .modelAttribute("keeps", history.keepsTips()).modelAttribute("ids", ids).build();
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
