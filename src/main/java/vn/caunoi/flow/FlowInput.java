package vn.caunoi.flow;

import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** Opened through a link or a QR code, or followed us; {@code payload} is for instance {@code g-<token>}, null when there was none. */
  record Started(@Nullable String payload) implements FlowInput {
    @Override
    public String toString() {
      return "Started[]";
    }
  }

  record Photos(List<String> attachments, @Nullable String caption) implements FlowInput {
    public Photos {
      attachments = List.copyOf(attachments);
    }

    @Override
    public String toString() {
      return "Photos[" + attachments.size() + "]";
    }
  }

  record Place(double latitude, double longitude) implements FlowInput {
    @Override
    public String toString() {
      return "Place[]";
    }
  }

  /** Their own telephone number, by a button that asked for it. */
  record Phone(String number) implements FlowInput {
    @Override
    public String toString() {
      return "Phone[]";
    }
  }

  /** Something the bot does not read; {@code kind} names it. */
  record Other(String kind) implements FlowInput {}

  /** A message that was taken already was changed: nothing follows from that but a word about it. */
  record Edited() implements FlowInput {}

  /** The wait ran out. */
  record TimedOut() implements FlowInput {}
}
