package vn.caunoi.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.caunoi.channel.Button;
import vn.caunoi.flow.Step.Ask;

/** Puts the question of a step: its text, its answers as buttons, and the ways on and out. */
final class Question {
  /** Items of a list shown at once: with the ways on and out they fit the channel with twelve buttons. */
  static final int PAGE = 8;

  /** A choice of exactly so many fills the smallest channel: its way out is a word, not a button. */
  private static final int FULL = FlowLint.MAX_BUTTONS;

  private final String flow;
  private final Ask ask;
  private final Map<String, String> variables;
  private final Common common;

  Question(String flow, Ask ask, Map<String, String> variables, Common common) {
    this.flow = flow;
    this.ask = ask;
    this.variables = variables;
    this.common = common;
  }

  static int pages(List<Item> items) {
    return (items.size() + PAGE - 1) / PAGE;
  }

  Turn.Reply asked(int page) {
    return with(ask.text().show(variables), page);
  }

  /** The same answers under another text. */
  Turn.Reply with(String text, int page) {
    var items = Item.of(ask, variables);
    if (ask.kind() != Ask.Kind.LIST) {
      return new Turn.Reply(text, choices(items), ways(items.size()), false);
    }
    var shown = items.subList(Math.min(page * PAGE, items.size()), Math.min((page + 1) * PAGE, items.size()));
    var ways = new ArrayList<Button>();
    if (page + 1 < pages(items)) {
      ways.add(button(Buttons.PAGE + (page + 1), Phrase.BUTTON_MORE));
    }
    if (page > 0) {
      ways.add(button(Buttons.PAGE + (page - 1), Phrase.BUTTON_BACK));
    }
    ways.addAll(ways(shown.size()));
    return new Turn.Reply(text, choices(shown), ways, false);
  }

  /** Only these answers. */
  Turn.Reply narrowed(String text, List<Item> items) {
    var some = items.subList(0, Math.min(PAGE, items.size()));
    return new Turn.Reply(text, choices(some), ways(some.size()), false);
  }

  private List<Turn.Choice> choices(List<Item> items) {
    return items.stream().map(item -> new Turn.Choice(item.number(), Buttons.bound(flow, ask.name(), item.key(), label(item)))).toList();
  }

  private static String label(Item item) {
    return Wording.cut(item.label(), FlowLint.MAX_LABEL);
  }

  private List<Button> ways(int answers) {
    var ways = new ArrayList<Button>();
    switch (ask.kind()) {
      case LOCATION -> ways.add(new Button.Place(common.phrase(Phrase.BUTTON_PLACE).show(variables)));
      case PHONE -> ways.add(new Button.Phone(common.phrase(Phrase.BUTTON_PHONE).show(variables)));
      default -> { }
    }
    if (Answers.hasPhotos(ask, variables)) {
      ways.add(button(Buttons.DONE, Phrase.BUTTON_DONE));
    } else if (ask.manner().skip() != null) {
      ways.add(Buttons.bound(flow, ask.name(), Buttons.SKIP, ask.manner().skip().show(variables)));
    }
    if (ask.manner().cancel() && answers != FULL) {
      ways.add(new Button.Reply(common.phrase(Phrase.BUTTON_CANCEL).show(variables), Buttons.CANCEL));
    }
    return ways;
  }

  private Button button(String key, Phrase label) {
    return Buttons.bound(flow, ask.name(), key, common.phrase(label).show(variables));
  }
}
