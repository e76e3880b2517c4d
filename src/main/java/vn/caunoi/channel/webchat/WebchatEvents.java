package vn.caunoi.channel.webchat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import vn.caunoi.channel.webchat.FrontDoor.Visitor;
import vn.caunoi.platform.LiveUpdates;

/** The live stream of a visitor's page. Each event's id is the message's number, so a browser that comes back misses nothing. */
@RestController
@RequestMapping(WebchatCalls.ROOM)
class WebchatEvents {
  /** Keeps proxies from closing the line, and finds what a lost hint would have told. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(20);
  /** Open pages of one visitor, forgotten tabs included. */
  static final int LINES_OF_A_VISITOR = 8;
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(2);
  private static final ServerSentEvent<MessageView> STILL_HERE =
      ServerSentEvent.<MessageView>builder().comment("").retry(COME_BACK_AFTER).build();

  private final FrontDoor door;
  private final ChatMessages messages;
  private final KeptTips kept;
  private final LiveUpdates live;
  private final ConcurrentHashMap<UUID, Integer> lines = new ConcurrentHashMap<>();
  private final Sinks.Empty<Void> closing = Sinks.empty();

  WebchatEvents(FrontDoor door, ChatMessages messages, KeptTips kept, LiveUpdates live) {
    this.door = door;
    this.messages = messages;
    this.kept = kept;
    this.live = live;
  }

  /** 204 tells a browser that never wrote here not to come back. */
  @GetMapping(path = "/events")
  Mono<ResponseEntity<Flux<ServerSentEvent<MessageView>>>> events(@PathVariable String ward, ServerHttpRequest request,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long last, @RequestParam(defaultValue = "0") long after) {
    return door.visitor(request, ward).doOnNext(this::refuseManyLines)
        .map(visitor -> ResponseEntity.ok().contentType(MediaType.TEXT_EVENT_STREAM).header("Cache-Control", "no-store")
            .header("X-Accel-Buffering", "no").body(counted(visitor, stream(visitor, last == null ? after : last))))
        .defaultIfEmpty(ResponseEntity.status(HttpStatus.NO_CONTENT).build());
  }

  /** An open line would hold up the stop of the service. */
  @EventListener(ContextClosedEvent.class)
  void close() {
    closing.tryEmitEmpty();
  }

  private void refuseManyLines(Visitor visitor) {
    if (lines.getOrDefault(visitor.id(), 0) >= LINES_OF_A_VISITOR) {
      throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
    }
  }

  private Flux<ServerSentEvent<MessageView>> counted(Visitor visitor, Flux<ServerSentEvent<MessageView>> stream) {
    return stream.doOnSubscribe(opened -> lines.merge(visitor.id(), 1, Integer::sum))
        .doFinally(closed -> lines.computeIfPresent(visitor.id(), (id, open) -> open == 1 ? null : open - 1));
  }

  private Flux<ServerSentEvent<MessageView>> stream(Visitor visitor, long from) {
    var last = new AtomicLong(from);
    var hints = live.of(visitor.room().wardId(), WebchatSender.TOPIC)
        .filter(update -> update.id().equals(visitor.id()))
        .map(update -> false);
    return Flux.merge(Flux.just(true), hints, Flux.interval(HEARTBEAT).map(tick -> true))
        .onBackpressureLatest()
        .concatMap(heartbeat -> (heartbeat ? Flux.just(STILL_HERE) : Flux.<ServerSentEvent<MessageView>>empty())
            .concatWith(newSince(visitor, last)), 1)
        .takeUntilOther(closing.asMono());
  }

  private Flux<ServerSentEvent<MessageView>> newSince(Visitor visitor, AtomicLong last) {
    return Flux.defer(() -> messages.after(visitor.room().wardId(), visitor.id(), last.get()))
        .doOnNext(message -> last.set(message.seq()))
        .concatMap(message -> kept.view(visitor, message))
        .map(view -> ServerSentEvent.builder(view).id(Long.toString(view.seq())).event("message").build());
  }
}
