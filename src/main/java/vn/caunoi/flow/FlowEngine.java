package vn.caunoi.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.Button;
import vn.caunoi.flow.Words.Meaning;

/**
 * Plays flows: (state, input) to (replies, action, state). Pure: no clock, no database, no network, no randomness. What a resident
 * may do at any time stands in {@link #advance}, what a step does in {@link Play}.
 */
public final class FlowEngine {
  /** So many inputs in a row that are of no use, and help is offered instead of the question. */
  static final int MISSES_BEFORE_HELP = 2;

  private final FlowCatalog catalog;
  private final Words words;
  private final Answers answers;
  private final Consumer<Step> passed;

  public FlowEngine(FlowCatalog catalog) {
    this(catalog, step -> { });
  }

  /** {@code passed} hears of every step on the way. */
  FlowEngine(FlowCatalog catalog, Consumer<Step> passed) {
    this.catalog = catalog;
    this.passed = passed;
    this.words = catalog.common().words();
    this.answers = new Answers(catalog.common());
  }

  /**
   * The first thing a resident does while no conversation is open: a link, a button or a keyword opens its flow, everything else the
   * default one. {@code variables} are what the caller knows beforehand (none is needed).
   */
  public Turn begin(FlowInput given, Map<String, String> variables) {
    var input = read(given);
    var play = new Play(catalog, passed, variables);
    var opening = opening(input);
    if (opening != null) {
      return play.open(opening.flow(), with(variables, opening.variables()));
    }
    if (input instanceof FlowInput.TimedOut) {
      return play.end();
    }
    if (input instanceof FlowInput.Edited) {
      play.say(Phrase.EDITED);
      return play.end();
    }
    play.say(welcomeBack(input));
    return play.open(catalog.defaultFlow(), variables);
  }

  /** Starts a flow at its first step. */
  public Turn start(Flow flow, Map<String, String> variables) {
    return new Play(catalog, passed, variables).open(flow, variables);
  }

  /** Goes on from a wait. Keywords, links and buttons of other flows, cancelling and help are understood in every wait. */
  public Turn advance(FlowState state, FlowInput given) {
    var input = read(given);
    var play = new Play(catalog, passed, state);
    if (!(step(state) instanceof Step.Ask ask)) {
      return changed(play);
    }
    return switch (input) {
      case FlowInput.TimedOut timedOut -> ask.patience().go() == null ? play.end() : play.goOn(ask.patience().go());
      case FlowInput.Started started -> open(play, input);
      case FlowInput.Pressed pressed -> pressed(play, state, ask, pressed);
      case FlowInput.Edited edited -> again(play, state, ask, Phrase.EDITED);
      case FlowInput.Text text when cancels(text, ask) -> cancelled(play);
      case FlowInput.Text text when words.mean(Meaning.HELP, text.text()) -> help(play, state, ask);
      case FlowInput.Text text when words.mean(Meaning.MENU, text.text()) -> play.open(catalog.defaultFlow(), Map.of());
      default -> answered(play, state, ask, answers.of(ask, play.variables(), state.page(), input), input);
    };
  }

  /** Goes on after an action: what its step keeps of the result becomes variables. */
  public Turn resume(FlowState state, Map<String, String> result) {
    var play = new Play(catalog, passed, state);
    if (!(step(state) instanceof Step.Do action)) {
      return changed(play);
    }
    action.gives().forEach(name -> play.set(Map.of(name, result.getOrDefault(name, ""))));
    return play.goOn(action.next());
  }

  /** Zalo sends a button's payload as the resident's text, and a link's payload may be pasted: both are what they say. */
  private FlowInput read(FlowInput given) {
    if (!(given instanceof FlowInput.Text text)) {
      return given;
    }
    var written = text.text().strip();
    if (Buttons.read(written).isPresent() || catalog.byPayload(written).filter(FlowCatalog.Opening::hasToken).isPresent()) {
      return new FlowInput.Pressed(written);
    }
    return catalog.byStart(written).filter(FlowCatalog.Opening::hasToken).isPresent() ? new FlowInput.Started(written) : given;
  }

  /** "dừng" opens its own flow where words are no answer; where anything may be written it only stops the writing. */
  private boolean cancels(FlowInput.Text text, Step.Ask ask) {
    boolean opens = ask.kind() != Step.Ask.Kind.TEXT && catalog.match(text.text()).isPresent();
    return words.mean(Meaning.CANCEL, text.text()) && !opens;
  }

  private Turn pressed(Play play, FlowState state, Step.Ask ask, FlowInput.Pressed pressed) {
    var bound = Buttons.read(pressed.payload());
    if (bound.isPresent()) {
      boolean ofThisQuestion = bound.get().flow().equals(state.top().flow()) && bound.get().step().equals(ask.name());
      return ofThisQuestion
          ? answered(play, state, ask, answers.of(ask, play.variables(), bound.get().key()), pressed) : again(play, state, ask, Phrase.OLD_BUTTON);
    }
    return switch (pressed.payload()) {
      case Buttons.CANCEL -> cancelled(play);
      case Buttons.HELP -> help(play, state, ask);
      default -> opening(pressed) == null ? again(play, state, ask, Phrase.OLD_BUTTON) : open(play, pressed);
    };
  }

  private Turn answered(Play play, FlowState state, Step.Ask ask, Answer answer, FlowInput input) {
    var question = question(play, state, ask);
    switch (answer) {
      case Answer.Taken taken -> {
        play.set(taken.variables());
        return play.goOn(taken.go() == null ? ask.next() : taken.go());
      }
      case Answer.Kept kept -> {
        play.set(kept.variables());
        play.understood();
        play.say(question(play, state, ask).with(keptText(play, ask, kept), play.page()));
      }
      case Answer.Turned turned -> {
        play.turnTo(turned.page());
        play.say(question.asked(turned.page()));
      }
      case Answer.Several several -> play.say(question.narrowed(text(play, Phrase.SEVERAL), several.items()));
      case Answer.Missed missed -> {
        return opening(input) == null ? missed(play, question, ask, missed) : open(play, input);
      }
    }
    return play.waitOn();
  }

  /** The first time why, and the question again; then what helps anywhere. */
  private Turn missed(Play play, Question question, Step.Ask ask, Answer.Missed missed) {
    play.missed();
    if (play.misses() >= MISSES_BEFORE_HELP) {
      play.say(offeringHelp(play, question));
      return play.waitOn();
    }
    var hint = missed.phrase() != null ? text(play, missed.phrase())
        : ask.manner().hint() != null ? ask.manner().hint().show(play.variables()) : text(play, Phrase.hint(ask.kind()));
    play.say(question.with(hint + "\n\n" + question.asked(play.page()).text(), play.page()));
    return play.waitOn();
  }

  private Turn.Reply offeringHelp(Play play, Question question) {
    var lost = question.with(text(play, Phrase.LOST), play.page());
    var ways = new ArrayList<Button>(lost.ways());
    if (lost.choices().size() + ways.size() < FlowLint.MAX_BUTTONS) {
      ways.add(new Button.Reply(text(play, Phrase.BUTTON_HELP), Buttons.HELP));
    }
    return new Turn.Reply(lost.text(), lost.choices(), ways, false);
  }

  /** Photos that come while something else is asked: said so, and the question stays in sight. */
  private String keptText(Play play, Step.Ask ask, Answer.Kept kept) {
    var text = text(play, kept.phrase());
    return ask.kind() == Step.Ask.Kind.PHOTO ? text : text + "\n\n" + ask.text().show(play.variables());
  }

  private Turn help(Play play, FlowState state, Step.Ask ask) {
    play.understood();
    var help = ask.manner().help() == null ? text(play, Phrase.HELP) : ask.manner().help().show(play.variables());
    play.say(new Turn.Reply(help, List.of(), List.of(), false));
    play.say(question(play, state, ask).asked(play.page()));
    return play.waitOn();
  }

  private Turn again(Play play, FlowState state, Step.Ask ask, Phrase why) {
    var question = question(play, state, ask);
    play.say(question.with(text(play, why) + "\n\n" + question.asked(play.page()).text(), play.page()));
    return play.waitOn();
  }

  private Turn cancelled(Play play) {
    var menu = new Button.Reply(text(play, Phrase.BUTTON_MENU), Step.MENU);
    play.say(new Turn.Reply(text(play, Phrase.CANCELLED), List.of(), List.of(menu), false));
    return play.end();
  }

  /** The flow was changed while the resident was in it: nothing is guessed, the menu opens. */
  private Turn changed(Play play) {
    play.say(Phrase.FLOW_CHANGED);
    return play.open(catalog.defaultFlow(), Map.of());
  }

  private Turn open(Play play, FlowInput input) {
    var opening = opening(input);
    if (opening == null) {
      play.say(welcomeBack(input));
      return play.open(catalog.defaultFlow(), Map.of());
    }
    return play.open(opening.flow(), opening.variables());
  }

  private FlowCatalog.@Nullable Opening opening(FlowInput input) {
    return switch (input) {
      case FlowInput.Started started ->
          catalog.byStart(started.payload() == null ? FlowCatalog.BARE_START : started.payload()).orElse(null);
      case FlowInput.Pressed pressed -> catalog.byPayload(pressed.payload()).orElse(null);
      case FlowInput.Text text when words.mean(Meaning.MENU, text.text()) -> new FlowCatalog.Opening(catalog.defaultFlow(), Map.of());
      case FlowInput.Text text when words.mean(Meaning.HELP, text.text()) -> catalog.byPayload(Buttons.HELP).orElse(null);
      case FlowInput.Text text -> catalog.match(text.text()).or(() -> catalog.byPayload(text.text().strip())).orElse(null);
      default -> null;
    };
  }

  private Phrase welcomeBack(FlowInput input) {
    return switch (input) {
      case FlowInput.Started started -> Phrase.UNKNOWN_LINK;
      case FlowInput.Pressed pressed -> pressed.payload().equals(Buttons.CANCEL) ? Phrase.NOTHING_OPEN : Phrase.OLD_BUTTON_ENDED;
      case FlowInput.Text text when words.mean(Meaning.CANCEL, text.text()) -> Phrase.NOTHING_OPEN;
      case FlowInput.Phone phone -> Phrase.UNSUPPORTED_CARD;
      case FlowInput.Other other -> Phrase.unsupported(other.kind());
      default -> Phrase.NOT_UNDERSTOOD;
    };
  }

  /** The step that waits, or null when any flow on the stack is gone or was changed. */
  private @Nullable Step step(FlowState state) {
    boolean current = !state.frames().isEmpty() && state.frames().stream().allMatch(
        frame -> catalog.get(frame.flow()).filter(flow -> flow.version().equals(frame.version())).isPresent());
    return current ? catalog.get(state.top().flow()).orElseThrow().step(state.top().step()) : null;
  }

  private Question question(Play play, FlowState state, Step.Ask ask) {
    return new Question(state.top().flow(), ask, play.variables(), catalog.common());
  }

  private String text(Play play, Phrase phrase) {
    return catalog.common().phrase(phrase).show(play.variables());
  }

  private static Map<String, String> with(Map<String, String> variables, Map<String, String> more) {
    var all = new HashMap<>(variables);
    all.putAll(more);
    return all;
  }
}
