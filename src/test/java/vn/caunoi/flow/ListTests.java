package vn.caunoi.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.caunoi.channel.Channel;
import vn.caunoi.flow.FlowInput.Pressed;
import vn.caunoi.flow.FlowInput.Text;

/** Long lists, and how they look on each channel. */
class ListTests {
  static final String PICKING = """
      flow: picking
      triggers: {keywords: [chọn tổ]}
      steps:
        rows: {do: greet, gives: [groups]}
        pick: {ask: list, text: Tổ nào?, from: groups, into: group, empty: none, timeout: 1h, next: done}
        none: {end: Chưa có tổ nào}
        done: {end: "{group} {group_label}"}
      """;

  final FlowEngine engine = new FlowEngine(
      FlowLintTests.catalog(Map.of("bot-flows/menu.yaml", FlowLintTests.MENU, "bot-flows/picking.yaml", PICKING)));

  @Test
  void showsEightAtATime() {
    var turn = picking(20);
    assertThat(FlowEngineTests.labels(turn)).hasSize(10).startsWith("Tổ 101", "Tổ 102").endsWith("Xem tiếp ▸", "Huỷ");
    var second = engine.advance(turn.state(), new Pressed("~picking.pick.+1"));
    assertThat(FlowEngineTests.labels(second)).startsWith("Tổ 109").endsWith("Xem tiếp ▸", "◂ Xem lại", "Huỷ");
    var third = engine.advance(second.state(), new Text("trang sau"));
    assertThat(FlowEngineTests.labels(third)).containsExactly("Tổ 117", "Tổ 118", "Tổ 119", "Tổ 120", "◂ Xem lại", "Huỷ");
    assertThat(engine.advance(third.state(), new Text("xem tiếp")).state().page()).isEqualTo(2);
    assertThat(engine.advance(third.state(), new Pressed("~picking.pick.+99")).state().page()).isEqualTo(2);
  }

  @Test
  void isTypedByTheNumberInItsNameWhicheverPageIsShown() {
    for (var typed : List.of("118", "tổ 118", "so 118", "tôi ở tổ 118")) {
      assertThat(FlowEngineTests.texts(engine.advance(picking(20).state(), new Text(typed)))).as(typed).containsExactly("g118 Tổ 118");
    }
  }

  @Test
  void namesWithoutNumbersAreTypedByTheirPlace() {
    var turn = picking("a|Chợ Mới\nb|Bến Xe\nc|Chợ Cũ");
    assertThat(FlowEngineTests.texts(engine.advance(turn.state(), new Text("2")))).containsExactly("b Bến Xe");
    assertThat(FlowEngineTests.texts(engine.advance(turn.state(), new Text("cho cu")))).containsExactly("c Chợ Cũ");
  }

  @Test
  void whatFitsSeveralIsAskedAgainAmongThose() {
    var turn = engine.advance(picking("a|Chợ Mới\nb|Bến Xe\nc|Chợ Cũ").state(), new Text("chợ"));
    assertThat(FlowEngineTests.labels(turn)).containsExactly("Chợ Mới", "Chợ Cũ", "Huỷ");
    assertThat(turn.state().misses()).isZero();
  }

  @Test
  void aButtonKeepsItsMeaningWhenTheListChanges() {
    var button = picking("a|Chợ Mới\nb|Bến Xe").replies().getFirst().choices().get(1).button();
    var turn = engine.advance(picking("c|Chợ Cũ\na|Chợ Mới\nb|Bến Xe").state(), new Pressed(button.payload()));
    assertThat(FlowEngineTests.texts(turn)).containsExactly("b Bến Xe");
  }

  @Test
  void anEmptyListIsNeverAsked() {
    assertThat(FlowEngineTests.texts(picking("")).getFirst()).isEqualTo("Chưa có tổ nào");
    assertThat(FlowEngineTests.texts(picking("junk without a bar\n|\n")).getFirst()).isEqualTo("Chưa có tổ nào");
  }

  @Test
  void zaloGetsNumberedLinesAndTheWaysAsButtons() {
    var message = Messages.of(Channel.ZALO, picking(20).replies()).getFirst();
    assertThat(message.text()).startsWith("Tổ nào?\n\n101. Tổ 101\n102. Tổ 102").endsWith("108. Tổ 108");
    assertThat(message.buttons()).hasSize(2);
  }

  @Test
  void telegramGetsButtons() {
    var message = Messages.of(Channel.TELEGRAM, picking(20).replies()).getFirst();
    assertThat(message.text()).isEqualTo("Tổ nào?");
    assertThat(message.buttons()).hasSize(10);
  }

  @Test
  void repliesOfATurnGoOutAsOneMessageExceptThoseThatStandAlone() {
    var plain = new Turn.Reply("Một", List.of(), List.of(), false);
    var alone = new Turn.Reply("PA-26-0042", List.of(), List.of(), true);
    assertThat(Messages.of(Channel.ZALO, List.of(plain, plain, alone, plain))).extracting("text")
        .containsExactly("Một\n\nMột", "PA-26-0042", "Một");
  }

  @Test
  void aTextLongerThanTheChannelIsCut() {
    var reply = new Turn.Reply("chữ ".repeat(1_000), List.of(), List.of(), false);
    assertThat(Messages.of(Channel.ZALO, List.of(reply))).hasSizeGreaterThan(1).allMatch(message -> message.text().length() <= 2_000);
  }

  private Turn picking(int groups) {
    return picking(IntStream.rangeClosed(101, 100 + groups).mapToObj(i -> "g" + i + "|Tổ " + i).collect(Collectors.joining("\n")));
  }

  private Turn picking(String lines) {
    var asked = engine.begin(new Text("chon to"), Map.of());
    return engine.resume(asked.state(), Map.of("groups", lines));
  }
}
