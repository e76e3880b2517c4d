package vn.caunoi.console.conversation;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.conversation.ParkedMessage;
import vn.caunoi.conversation.ParkedMessages;
import vn.caunoi.platform.VietnamTime;

/** What the service gave up on, without what it says: to be tried again or let go. */
@Controller
@RequestMapping("/conversations/parked")
class ParkedPages {
  private static final int PAGE = 50;

  private final ParkedMessages parked;

  ParkedPages(ParkedMessages parked) {
    this.parked = parked;
  }

  record Row(String id, String channel, String kind, String failure, String received) {
    static Row of(ParkedMessage m) {
      return new Row(m.id(), m.channel().label(), m.kind(), m.failure(), VietnamTime.minute(m.receivedAt()));
    }
  }

  @GetMapping
  Mono<Rendering> list(@AuthenticationPrincipal CurrentAccount me, @RequestParam(required = false) @Nullable String cursor) {
    return parked.list(me.officer(), cursor, PAGE).map(slice -> Rendering.view("conversation/parked")
        .modelAttribute("rows", slice.items().stream().map(Row::of).toList())
        .modelAttribute("next", slice.nextCursor() == null ? "" : slice.nextCursor()).build());
  }

  @PostMapping("/{id}/retry")
  Mono<Rendering> retry(@AuthenticationPrincipal CurrentAccount me, @PathVariable String id) {
    return parked.retry(me.officer(), id).thenReturn(back());
  }

  @PostMapping("/{id}/drop")
  Mono<Rendering> drop(@AuthenticationPrincipal CurrentAccount me, @PathVariable String id) {
    return parked.drop(me.officer(), id).thenReturn(back());
  }

  private static Rendering back() {
    return Rendering.redirectTo("/conversations/parked").status(HttpStatus.SEE_OTHER).build();
  }
}
