package vn.caunoi.conversation;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.flow.FlowAction;
import vn.caunoi.flow.FlowCall;
import vn.caunoi.flow.FlowEngine;
import vn.caunoi.flow.FlowState;
import vn.caunoi.flow.Turn;

/** Runs the actions a turn asks for, one after the other, until the flow waits or ends. */
@Component
class TurnActions {
  /** More in one turn is a flow that never waits. */
  private static final int MOST = 10;

  private final Map<String, FlowAction> actions;
  private final OpenConversations open;
  private final FlowEngine engine;
  private final Clock clock;

  TurnActions(List<FlowAction> actions, OpenConversations open, FlowEngine engine, Clock clock) {
    this.actions = actions.stream().collect(Collectors.toMap(FlowAction::name, Function.identity()));
    this.open = open;
    this.engine = engine;
    this.clock = clock;
  }

  Mono<Played> play(Scene scene, Turn turn) {
    return goOn(Played.begin(scene, turn));
  }

  private Mono<Played> goOn(Played played) {
    var call = played.turn().action();
    var state = played.state();
    if (call == null || state == null) {
      return Mono.just(played);
    }
    if (played.actions() == MOST) {
      return Mono.error(new IllegalStateException("a turn runs more than " + MOST + " actions, last " + call.name()));
    }
    return run(played, call)
        .map(done -> played.after(engine.resume(state, done.result()), done.erased()))
        .flatMap(this::goOn);
  }

  /** What an action gave, and whether the conversation is over without a trail. */
  private record Done(Map<String, String> result, boolean erased) {}

  private Mono<Done> run(Played played, Turn.ActionCall call) {
    var action = actions.get(call.name());
    if (action == null) {
      return Mono.error(new IllegalStateException("no action " + call.name()));
    }
    var scene = played.scene();
    var result = action.run(new FlowCall(scene.wardId(), scene.contact().id(), scene.from(), scene.conversationId(), call.arguments(), clock.instant()))
        .defaultIfEmpty(Map.of());
    return played.erased() || !action.mayErase() ? result.map(given -> new Done(given, played.erased())) : runAndLook(scene, result);
  }

  /** The conversation is made known before, so that the action can end it, and looked for afterwards. */
  private Mono<Done> runAndLook(Scene scene, Mono<Map<String, String>> action) {
    var known = scene.conversation().state() != null ? Mono.<Void>empty()
        : open.open(scene.wardId(), scene.conversationId(), scene.from(), scene.contact().id());
    return known.then(action)
        .flatMap(result -> open.isOpen(scene.wardId(), scene.conversationId()).map(stillOpen -> new Done(result, !stillOpen)));
  }
}
