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
    var played = Played.begin(scene, turn);
    if (turn.action() == null) {
      return Mono.just(played);
    }
    var known = scene.conversation().state() != null ? Mono.<Void>empty()
        : open.open(scene.wardId(), scene.conversationId(), scene.from(), scene.contact().id());
    return known.then(Mono.defer(() -> goOn(played)));
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
    return run(played.scene(), call)
        .flatMap(result -> resumed(played, state, result))
        .flatMap(this::goOn);
  }

  /** An action may have ended the conversation to leave no trail. */
  private Mono<Played> resumed(Played played, FlowState state, Map<String, String> result) {
    return (played.erased() ? Mono.just(false) : open.isOpen(played.scene().wardId(), played.scene().conversationId()))
        .map(stillOpen -> played.after(engine.resume(state, result), !stillOpen));
  }

  private Mono<Map<String, String>> run(Scene scene, Turn.ActionCall call) {
    var action = actions.get(call.name());
    if (action == null) {
      return Mono.error(new IllegalStateException("no action " + call.name()));
    }
    return action.run(new FlowCall(scene.wardId(), scene.contact().id(), scene.from(), scene.conversationId(), call.arguments(), clock.instant()))
        .defaultIfEmpty(Map.of());
  }
}
