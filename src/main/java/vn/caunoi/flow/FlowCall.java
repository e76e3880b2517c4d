package vn.caunoi.flow;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import vn.caunoi.channel.ChannelAddress;

/**
 * What an action is given: who speaks, in which conversation, and the conversation's variables by name. Photos are a variable with
 * attachment ids joined by commas, a place is {@code latitude,longitude}.
 */
public record FlowCall(UUID wardId, UUID contactId, ChannelAddress from, UUID conversationId, Map<String, String> variables, Instant at) {
  /** The variable, or an empty text. */
  public String get(String variable) {
    return variables.getOrDefault(variable, "");
  }

  @Override
  public String toString() {
    return "FlowCall[conversation=" + conversationId + "]";
  }
}
