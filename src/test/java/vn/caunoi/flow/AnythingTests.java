package vn.caunoi.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.caunoi.channel.Button;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.MessageLimits;

/** Whatever a resident does, in whatever order, over the shipped flows: it ends or waits, and every answer can be sent. */
class AnythingTests {
  static final int CONVERSATIONS = 100;
  static final int INPUTS = 25;
  static final int MOST_ACTIONS = 20;

  static final FlowCatalog CATALOG = ShippedFlows.catalog();
  final FlowEngine engine = new FlowEngine(CATALOG);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anySequenceOfInputsEndsOrWaitsAndIsAnswered(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < CONVERSATIONS; i++) {
      converse(random);
    }
  }

  private void converse(Random random) {
    FlowState state = null;
    var payloads = new ArrayList<>(List.of("menu", "help", "cancel", "tip:PA-26-1", "rate:abc", "~tip.text.-", "~x.y.z", "", "\u0000", "g-"));
    for (int i = 0; i < INPUTS; i++) {
      var input = input(random, payloads);
      var turn = state == null ? engine.begin(input, Map.of()) : engine.advance(state, input);
      var replies = new ArrayList<>(turn.replies());
      for (int actions = 0; turn.action() != null; actions++) {
        assertThat(actions).as("actions after %s", input).isLessThan(MOST_ACTIONS);
        turn = engine.resume(turn.state(), result(random, turn.state()));
        replies.addAll(turn.replies());
      }
      state = turn.state();
      assertThat(state == null || turn.waitsFor() != null).as("waits with a timeout after %s", input).isTrue();
      assertThat(replies.isEmpty()).as("an answer to %s", input).isEqualTo(replies.isEmpty() && input instanceof FlowInput.TimedOut);
      replies.forEach(reply -> {
        reply.choices().forEach(choice -> payloads.add(choice.button().payload()));
        reply.ways().forEach(way -> payloads.add(((Button.Reply) way).payload()));
      });
      check(replies);
    }
  }

  private static void check(List<Turn.Reply> replies) {
    for (var channel : Channel.values()) {
      for (var message : Messages.of(channel, replies)) {
        assertThat(message.text()).isNotBlank();
        assertThat(message.text().length()).isLessThanOrEqualTo(MessageLimits.textLength(channel));
        assertThat(message.buttons().size()).isLessThanOrEqualTo(MessageLimits.buttons(channel));
        message.buttons().forEach(button -> {
          assertThat(button.label()).isNotBlank().hasSizeLessThanOrEqualTo(40);
          assertThat(((Button.Reply) button).payload()).matches("[!-~]{1,64}");
        });
      }
    }
  }

  /** What actions may give, good and bad, for every name the step takes. */
  private static Map<String, String> result(Random random, FlowState state) {
    var result = new HashMap<String, String>();
    var action = (Step.Do) CATALOG.get(state.top().flow()).orElseThrow().step(state.top().step());
    for (var name : action.gives()) {
      result.put(name, switch (name) {
        case "result" -> pick(random, "ok", "found", "not_found", "slow_down", "closed", "used", "expired", "");
        case "joined", "consent" -> pick(random, "yes", "no", "");
        case "groups", "categories" -> IntStream.range(0, random.nextInt(40)).mapToObj(i -> "id%d|%s".formatted(i, pick(random, "Tổ " + i, "Chợ",
            "x".repeat(80)))).collect(Collectors.joining("\n"));
        case "data" -> pick(random, "", "Tổ 7", "đ".repeat(5_000));
        default -> pick(random, "", "x", "ắ".repeat(3_000), "{text}");
      });
    }
    return result;
  }

  private static FlowInput input(Random random, List<String> payloads) {
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> new FlowInput.Pressed(payloads.get(random.nextInt(payloads.size())));
      case 4 -> new FlowInput.Photos(IntStream.range(0, random.nextInt(13)).mapToObj(i -> "p" + random.nextInt(99)).toList(),
          pick(random, null, "", "chú thích", "y".repeat(13_000)));
      case 5 -> new FlowInput.Place(random.nextDouble() * 400 - 200, random.nextBoolean() ? Double.NaN : random.nextDouble() * 400);
      case 6 -> new FlowInput.Started(pick(random, null, "", "g-abc", "rate-1", "start", "tip", "zzz", "g-\u202E"));
      case 7 -> pick(random, new FlowInput.TimedOut(), new FlowInput.Other("sticker"), new FlowInput.Other(""), new FlowInput.Phone("84912345678"), new FlowInput.Edited());
      default -> new FlowInput.Text(pick(random, "", " ", "\u200B", "0", "1", "2", "3", "9999999999999", "huỷ", "có", "ko", "ok", "bỏ qua", "xong",
          "báo tin", "theo dõi", "tham gia", "dừng", "xoá dữ liệu", "menu", "trợ giúp", "PA-26-0042", "tiếp", "xem lại", "Tổ 7", "x", "👍",
          "\uD83D", "a".repeat(12_500), "Nội dung ắ ".repeat(900), "{police} {text} $1 \\", "<script>", "=1+1", "đây là một câu chuyện dài"));
    };
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... values) {
    return values[random.nextInt(values.length)];
  }
}
