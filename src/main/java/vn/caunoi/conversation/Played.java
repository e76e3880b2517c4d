package vn.caunoi.conversation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.caunoi.flow.FlowState;
import vn.caunoi.flow.Turn;

/**
 * A turn so far: what was said, where the flow stands, how many actions ran. {@code erased}: an action ended the conversation and wiped its
 * trail, so nothing of this turn may be kept.
 */
record Played(Scene scene, List<Turn.Reply> said, Turn turn, int actions, boolean erased) {
  private static final Duration WITHOUT_LIMIT = Duration.ofDays(7);

  static Played begin(Scene scene, Turn turn) {
    return new Played(scene, turn.replies(), turn, 0, false);
  }

  Played after(Turn next, boolean erased) {
    var all = new ArrayList<>(said);
    all.addAll(next.replies());
    return new Played(scene, List.copyOf(all), next, actions + 1, erased);
  }

  boolean acted() {
    return actions > 0;
  }

  @Nullable FlowState state() {
    return turn.state();
  }

  Duration waitsFor() {
    return turn.waitsFor() == null ? WITHOUT_LIMIT : turn.waitsFor();
  }
}
