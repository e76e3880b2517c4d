package vn.caunoi.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One step of a flow. {@code next} is a step of the same flow, or {@link #END}, or {@link #MENU}. */
sealed interface Step {
  /** The target that ends this flow; a flow that called it goes on. */
  String END = "end";

  /** The target that leaves everything and opens the default flow. */
  String MENU = "menu";

  String name();

  int line();

  /** Says something. Its buttons open other flows. */
  record Say(String name, int line, Wording text, List<Shortcut> buttons, boolean alone, String next) implements Step {}

  /** Asks, and waits for the answer: the only step that waits. */
  record Ask(
      String name, int line, Kind kind, Wording text, String into, Options options, Manner manner, Patience patience, String next)
      implements Step {
    enum Kind { TEXT, CHOICE, PHOTO, LOCATION, PHONE, RATING, LIST, CODE }
  }

  /** Goes on by the first case whose condition holds, else by {@code otherwise}. */
  record Branch(String name, int line, List<Case> cases, String otherwise) implements Step {
    record Case(Condition when, String go) {}
  }

  /** Runs an action and keeps what it {@code gives}. */
  record Do(String name, int line, String action, Map<String, Wording> with, List<String> gives, String next) implements Step {}

  /** Plays another flow, then goes on. */
  record Call(String name, int line, String flow, String next) implements Step {}

  /** A button that belongs to no step: its payload opens a flow. */
  record Shortcut(Wording label, String payload, int line) {}

  /**
   * One answer of a choice; {@code words} are other ways to say it, {@code means} tells whether "ok" or "ko" say it, {@code go}
   * overrides the step's next.
   */
  record Choice(String id, Wording label, List<String> words, String means, @Nullable String go) {}

  /** What can be answered: fixed choices, or the lines {@code id|label} of a variable; {@code empty} is where no line leads. */
  record Options(List<Choice> choices, @Nullable String from, @Nullable String empty) {}

  /**
   * How it is asked: {@code hint} answers what cannot be used, {@code help} who asks for help, {@code skip} labels the button that
   * leaves it out, {@code photos} is the variable that keeps photos sent meanwhile, {@code typed} accepts a place in words.
   */
  record Manner(
      @Nullable Wording hint, @Nullable Wording help, @Nullable Wording skip, @Nullable String photos, boolean typed, boolean cancel) {}

  /** How long, and where to go when it is over; without a target the conversation ends quietly. */
  record Patience(Duration timeout, @Nullable String go) {}
}
