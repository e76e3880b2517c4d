package vn.caunoi.flow;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an input means to the question that waits. */
sealed interface Answer {
  /** Answered: variables to set, and where to go if not to the step's next. */
  record Taken(Map<String, String> variables, @Nullable String go) implements Answer {}

  /** Kept, and the question stays open (a photo of several). */
  record Kept(Map<String, String> variables, Phrase phrase) implements Answer {}

  /** Another page of the list. */
  record Turned(int page) implements Answer {}

  /** May be one of these. */
  record Several(List<Item> items) implements Answer {}

  /** Of no use here; {@code phrase} says why, null is the question's own hint. */
  record Missed(@Nullable Phrase phrase) implements Answer {}
}
