package vn.caunoi.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.Button;

/**
 * What the engine decided: what to say, then at most one action to run, then where the conversation stands. With an action, run it
 * and hand {@code state} with its result to {@link FlowEngine#resume}; without one, {@code state} is the wait, or null when the
 * conversation has ended. {@code waitsFor} is how long the wait may last, null without one.
 */
public record Turn(List<Reply> replies, @Nullable ActionCall action, @Nullable FlowState state, @Nullable Duration waitsFor) {

  /**
   * One thing to say. {@code choices} answer the question, {@code ways} lead on or out of it (next page, skip, cancel). An
   * {@code alone} reply is a message of its own (a number to keep). {@link Messages#of} makes messages of replies.
   */
  public record Reply(String text, List<Choice> choices, List<Button> ways, boolean alone) {
    public Reply {
      choices = List.copyOf(choices);
      ways = List.copyOf(ways);
    }

    @Override
    public String toString() {
      return "Reply[" + text.length() + " characters]";
    }
  }

  /** An answer to tap, or to give by its number. */
  public record Choice(int number, Button.Reply button) {}

  /** An action by name with its arguments: all variables of the conversation, and over them what the step gives. */
  public record ActionCall(String name, Map<String, String> arguments) {
    public ActionCall {
      arguments = Map.copyOf(arguments);
    }

    @Override
    public String toString() {
      return "ActionCall[" + name + "]";
    }
  }

  public Turn {
    replies = List.copyOf(replies);
  }

  /** Neither waits nor acts: the conversation is over. */
  public boolean ended() {
    return state == null;
  }
}
