package vn.caunoi.console.channel;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.channel.AccountCheck;
import vn.caunoi.channel.AccountPulse;
import vn.caunoi.channel.AccountRegister;
import vn.caunoi.platform.LiveUpdates;
import vn.caunoi.ward.Role;

/** The accounts of the ward on the networks and how they are. Commanders look, administrators change: {@link AccountPages}. */
@Controller
class ChannelPages {
  private static final Duration HEARTBEAT = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private final AccountRegister register;
  private final Setups setups;
  private final Rows rows;
  private final LiveUpdates live;

  ChannelPages(AccountRegister register, Setups setups, Rows rows, LiveUpdates live) {
    this.register = register;
    this.setups = setups;
    this.rows = rows;
    this.live = live;
  }

  @GetMapping("/settings/channels")
  Mono<Rendering> list(@AuthenticationPrincipal CurrentAccount me) {
    return show("channel/list", me);
  }

  /** The cards alone, for a page that heard of a change. */
  @GetMapping("/settings/channels/rows")
  Mono<Rendering> rows(@AuthenticationPrincipal CurrentAccount me) {
    return show("channel/list :: rows", me);
  }

  private Mono<Rendering> show(String view, CurrentAccount me) {
    return rows.of(me.ward()).map(all -> Rendering.view(view).modelAttribute("rows", all).modelAttribute("admin", me.role() == Role.ADMIN).build());
  }

  /** What the network says about one account now: asked when somebody looks, and kept nowhere. */
  @GetMapping("/settings/channels/{id}/now")
  Mono<Rendering> now(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return register.get(me.ward(), id)
        .flatMap(health -> setups.of(health.account().channel()).watch(health).timeout(PATIENCE, Mono.just(List.<AccountCheck>of())))
        .map(checks -> Rendering.view("channel/now").modelAttribute("checks", checks.stream().map(StepLine::of).toList()).build());
  }

  /** Tells open pages that an account heard, sent or changed something, by its id alone. */
  @GetMapping(path = "/settings/channels/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @ResponseBody
  Flux<ServerSentEvent<String>> events(@AuthenticationPrincipal CurrentAccount me) {
    var changes = live.of(me.ward(), AccountPulse.TOPIC, "delivery")
        .map(a -> ServerSentEvent.<String>builder().event(a.topic()).data(a.id().toString()).build());
    var heartbeat = Flux.interval(Duration.ZERO, HEARTBEAT).map(i -> ServerSentEvent.<String>builder().comment("").build());
    return Flux.merge(changes, heartbeat);
  }
}
