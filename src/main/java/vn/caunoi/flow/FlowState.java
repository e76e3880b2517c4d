package vn.caunoi.flow;

import java.util.List;
import java.util.Map;

/**
 * Where a conversation stands: a stack of frames (the last one is running) and the variables. {@code misses} counts inputs in a row
 * that the waiting step could not use, {@code page} is the page shown of a long list. Stored as JSON, encrypted.
 */
public record FlowState(List<Frame> frames, Map<String, String> variables, int misses, int page) {
  /** One running flow: its name, the version it began with and the step it waits in (or, for a caller, the step to go on with). */
  public record Frame(String flow, String version, String step) {}

  public FlowState {
    frames = List.copyOf(frames);
    variables = Map.copyOf(variables);
  }

  /** The frame that is running. */
  public Frame top() {
    return frames.getLast();
  }

  /** Variables are a resident's words. */
  @Override
  public String toString() {
    return "FlowState[" + frames + "]";
  }
}
