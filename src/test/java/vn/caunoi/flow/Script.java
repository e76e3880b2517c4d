package vn.caunoi.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.Button;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.OutboundMessage;

/** A conversation of {@code bot-flows/tests/}, played line by line against the real engine. */
final class Script {
  private final String file;
  private final List<Map<String, Object>> lines;
  private final Map<String, Map<String, String>> usual;
  private final FlowEngine engine;

  private final List<OutboundMessage> shown = new ArrayList<>();
  private List<OutboundMessage> unread = List.of();
  private Turn turn = new Turn(List.of(), null, null, null);
  private String at = "";

  Script(String file, List<Map<String, Object>> lines, Map<String, Map<String, String>> usual, FlowCatalog catalog, Consumer<Step> passed) {
    this.file = file;
    this.lines = lines;
    this.usual = usual;
    this.engine = new FlowEngine(catalog, passed);
  }

  void play() {
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      at = "%s, line %d of the conversation (%s)".formatted(file, i + 1, line);
      if (line.containsKey("bot")) {
        reads(line);
      } else if (line.containsKey("do")) {
        fail(at + ": an action is listed where none is due");
      } else if (line.containsKey("ended")) {
        assertThat(turn.ended()).as(at).isTrue();
      } else {
        i = acts(line, i);
      }
    }
  }

  /** One input, then the actions that the script lists, or those that always go the usual way. */
  private int acts(Map<String, Object> line, int i) {
    var replies = new ArrayList<Turn.Reply>();
    var input = input(line);
    turn = turn.ended() ? engine.begin(input, Map.of()) : engine.advance(turn.state(), input);
    replies.addAll(turn.replies());
    while (turn.action() != null) {
      boolean listed = i + 1 < lines.size() && turn.action().name().equals(lines.get(i + 1).get("do"));
      var result = listed ? does(lines.get(++i), turn.action()) : usual.get(turn.action().name());
      assertThat(result).as(at + ": action " + turn.action().name() + " has no result in the script").isNotNull();
      turn = engine.resume(turn.state(), result);
      replies.addAll(turn.replies());
    }
    shown.clear();
    shown.addAll(Messages.of(Channel.TELEGRAM, replies));
    unread = shown;
    return i;
  }

  private Map<String, String> does(Map<String, Object> line, Turn.ActionCall action) {
    assertThat(action.name()).as(at).isEqualTo(line.get("do"));
    texts(line.get("with")).forEach((name, value) -> assertThat(action.arguments().getOrDefault(name, "").strip())
        .as("%s: argument %s of %s", at, name, action.name()).isEqualTo(value));
    var result = new HashMap<>(usual.getOrDefault(action.name(), Map.of()));
    result.putAll(texts(line.get("gives")));
    return result;
  }

  /** The next message that holds the text; {@code alone} messages hold nothing else; buttons are those of that message. */
  private void reads(Map<String, Object> line) {
    var expected = String.valueOf(line.get("bot"));
    for (int i = 0; i < unread.size(); i++) {
      var message = unread.get(i);
      if (message.text().contains(expected)) {
        if (line.containsKey("buttons")) {
          assertThat(message.buttons().stream().map(Button::label).toList()).as(at).isEqualTo(line.get("buttons"));
        }
        if (line.containsKey("alone")) {
          assertThat(message.text()).as(at).isEqualTo(expected);
        }
        unread = unread.subList(line.containsKey("alone") ? i + 1 : i, unread.size());
        return;
      }
    }
    fail("%s: the bot does not say \"%s\" but %s", at, expected, unread.stream().map(OutboundMessage::text).toList());
  }

  private FlowInput input(Map<String, Object> line) {
    var kind = line.keySet().iterator().next();
    var value = line.get(kind) == null ? null : String.valueOf(line.get(kind));
    return switch (kind) {
      case "user" -> new FlowInput.Text(value);
      case "press" -> new FlowInput.Pressed(payload(value));
      case "payload" -> new FlowInput.Pressed(value);
      case "start" -> new FlowInput.Started(value == null || value.isEmpty() ? null : value);
      case "photos" -> new FlowInput.Photos(List.of(value.split(",")), caption(line));
      case "place" -> new FlowInput.Place(Double.parseDouble(value.split(",")[0]), Double.parseDouble(value.split(",")[1]));
      case "phone" -> new FlowInput.Phone(value);
      case "other" -> new FlowInput.Other(value);
      case "timeout" -> new FlowInput.TimedOut();
      default -> throw new AssertionError(at + ": unknown line \"" + kind.toLowerCase(Locale.ROOT) + "\"");
    };
  }

  private static @Nullable String caption(Map<String, Object> line) {
    return line.containsKey("caption") ? String.valueOf(line.get("caption")) : null;
  }

  private String payload(String label) {
    return shown.stream().flatMap(message -> message.buttons().stream())
        .filter(button -> button.label().equals(label)).map(button -> ((Button.Reply) button).payload()).findFirst()
        .orElseThrow(() -> new AssertionError(at + ": no such button; there are " + shown.stream().map(OutboundMessage::buttons).toList()));
  }

  static Map<String, String> texts(@Nullable Object entries) {
    var texts = new HashMap<String, String>();
    if (entries instanceof Map<?, ?> map) {
      map.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
    }
    return texts;
  }
}
