package vn.caunoi.flow;

import java.util.List;

/** What the resident just did, as the engine sees it. Media are already stored: photos are attachment ids. */
public sealed interface FlowInput {
  record Text(String text) implements FlowInput {
    @Override
    public String toString() {
      return "Text[" + text.length() + " characters]";
    }
  }

  /** A button was pressed; old buttons of an earlier step arrive too. */
  record Pressed(String payload) implements FlowInput {}

  record Photos(List<String> attachments, String caption) implements FlowInput {}

  record Place(double latitude, double longitude) implements FlowInput {
    @Override
    public String toString() {
      return "Place[]";
    }
  }

  /** Something the bot does not read; {@code kind} names it. */
  record Other(String kind) implements FlowInput {}

  /** The wait ran out. */
  record TimedOut() implements FlowInput {}
}
