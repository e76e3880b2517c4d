package vn.caunoi.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.Button;

/**
 * What the engine decided: what to say, then at most one action to run, then where the conversation stands. With an action, hand its
 * result to {@link FlowEngine#resume}; without one, {@code state} is the wait, or null when the conversation has ended.
 * {@code waitsFor} is how long the wait may last.
 */
public record Turn(List<Reply> replies, @Nullable ActionCall action, @Nullable FlowState state, @Nullable Duration waitsFor) {
  /** One thing to say; replies of one turn are joined into one message where the channel allows. */
  public record Reply(String text, List<Button> buttons) {
    @Override
    public String toString() {
      return "Reply[" + text.length() + " characters]";
    }
  }

  /** An action by name with the arguments its step gives beside the variables. */
  public record ActionCall(String name, Map<String, String> arguments) {}

  public Turn {
    replies = List.copyOf(replies);
  }
}
