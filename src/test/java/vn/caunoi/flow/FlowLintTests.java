package vn.caunoi.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each finding with the smallest flow that shows it. */
class FlowLintTests {
  static final String MENU = """
      flow: menu
      triggers: {default: true, payloads: [menu], keywords: [menu]}
      steps:
        choose: {ask: choice, text: Chọn, choices: {a: Một, b: Hai}, timeout: 1h, next: end}
      """;

  @Test
  void aSoundFlowHasNoFinding() {
    assertThat(findings("hello: {say: Chào, next: end}")).isEmpty();
  }

  @Test
  void theExampleOfTheDocumentIsSound() throws IOException {
    var document = Files.readString(Path.of("docs/flows.md"));
    var example = document.substring(document.indexOf("flow: ask_name"), document.indexOf("```\n\n## Steps")).replace("default: true", "default: false");
    assertThat(findings(Map.of("bot-flows/menu.yaml", MENU, "bot-flows/example.yaml", example))).isEmpty();
  }

  @Test
  void namesFileAndLine() {
    assertThat(findings("hello: {say: Chào}\n  lost: {say: Lạc, next: nowhere}"))
        .containsExactly("bot-flows/sample.yaml, dòng 4: bước \"lost\" đi tới \"nowhere\", không có bước nào tên như vậy (cũng không phải end, menu)");
  }

  @Test
  void findsAnUnknownKey() {
    assertThat(findings("hello: {say: Chào, nxt: end, next: end}")).singleElement().asString().contains("không có khoá \"nxt\"");
  }

  @Test
  void findsAKeyTwice() {
    assertThat(findings("hello: {say: Chào, next: end}\n  hello: {say: Chào, next: end}")).anyMatch(line -> line.contains("ghi hai lần"));
  }

  @Test
  void findsAStepThatDoesNothing() {
    assertThat(findings("hello: {next: end}")).anyMatch(line -> line.contains("cần đúng một trong các khoá"));
  }

  @Test
  void findsAnUnknownTarget() {
    assertThat(findings("ask: {ask: choice, text: Hỏi, choices: {a: {vi: A, go: away}, b: B}, timeout: 1h, next: end}"))
        .singleElement().asString().contains("đi tới \"away\"");
  }

  @Test
  void findsAnUnknownTargetOfATimeout() {
    assertThat(findings("ask: {ask: text, text: Hỏi, timeout: 1h, on_timeout: away, next: end}"))
        .singleElement().asString().contains("đi tới \"away\"");
  }

  @Test
  void findsAnUnknownAction() {
    assertThat(findings("act: {do: fly, next: end}")).singleElement().asString().contains("gọi hành động \"fly\" không có; dùng được: greet");
  }

  @Test
  void findsAnUnknownFlow() {
    assertThat(findings("sub: {call: other, next: end}")).singleElement().asString().contains("gọi kịch bản \"other\" không có");
  }

  @Test
  void findsFlowsThatCallEachOther() {
    assertThat(findings("sub: {call: sample, next: end}")).singleElement().asString().contains("lại gọi về đây");
  }

  @Test
  void findsAStepThatCannotBeReached() {
    assertThat(findings("hello: {say: Chào, next: end}\n  alone: {say: Lẻ loi, next: end}"))
        .singleElement().asString().contains("bước \"alone\" không có đường nào tới");
  }

  @Test
  void findsAStepThatNeverEnds() {
    assertThat(findings("one: {ask: text, text: Hỏi, timeout: 1h}\n  two: {say: Nữa, next: one}"))
        .hasSize(2).allMatch(line -> line.contains("không có đường nào ra khỏi kịch bản"));
  }

  @Test
  void findsALoopWithoutAWait() {
    assertThat(findings("one: {say: Một}\n  two: {branch: [{when: token == \"x\", go: one}, {else: end}]}"))
        .hasSize(2).allMatch(line -> line.contains("quay vòng mà không chờ"));
  }

  @Test
  void findsAWaitWithoutATimeout() {
    assertThat(findings("ask: {ask: text, text: Hỏi, next: end}")).singleElement().asString().contains("không có thời hạn");
  }

  @Test
  void findsATimeoutNobodyUnderstands() {
    assertThat(findings("ask: {ask: text, text: Hỏi, timeout: soon, next: end}")).singleElement().asString().contains("30m, 24h");
  }

  @Test
  void findsALastStepThatLeadsNowhere() {
    assertThat(findings("hello: {say: Chào}")).singleElement().asString().contains("không nói đi đâu tiếp");
  }

  @Test
  void findsATextTooLong() {
    assertThat(findings("hello: {say: \"" + "a".repeat(1_501) + "\", next: end}")).singleElement().asString().contains("dài 1501 ký tự");
  }

  @Test
  void findsAnEmptyText() {
    assertThat(findings("hello: {say: \" \", next: end}")).singleElement().asString().contains("lời trống");
  }

  @Test
  void findsAButtonTooLong() {
    assertThat(findings("ask: {ask: choice, text: Hỏi, choices: {a: \"" + "a".repeat(41) + "\", b: B}, timeout: 1h, next: end}"))
        .singleElement().asString().contains("nút dài 41 ký tự");
  }

  @Test
  void findsTooManyButtons() {
    var buttons = "{menu: A, cancel: B, help: C, tip: D, x: E, y: F}";
    assertThat(findings("hello: {say: Chào, buttons: " + buttons + ", next: end}")).anyMatch(line -> line.contains("có 6 nút; tối đa 5"));
  }

  @Test
  void findsTooManyChoices() {
    var choices = new StringBuilder();
    for (int i = 0; i < 11; i++) {
      choices.append("c").append(i).append(": Chọn ").append(i).append(", ");
    }
    assertThat(findings("ask: {ask: choice, text: Hỏi, choices: {" + choices + "}, timeout: 1h, next: end}"))
        .singleElement().asString().contains("11 lựa chọn");
  }

  @Test
  void findsAButtonThatOpensNothing() {
    assertThat(findings("hello: {say: Chào, buttons: {nothing: Bấm}, next: end}")).singleElement().asString().contains("không mở kịch bản nào");
  }

  @Test
  void findsAButtonWhoseLabelOpensNothingWhenTyped() {
    assertThat(findings("hello: {say: Chào, buttons: {menu: Bảng chọn}, next: end}"))
        .singleElement().asString().contains("gõ đúng chữ đó không mở cùng kịch bản");
  }

  @Test
  void findsChoicesThatReadTheSame() {
    assertThat(findings("ask: {ask: choice, text: Hỏi, choices: {a: Mã, b: Má}, timeout: 1h, next: end}"))
        .singleElement().asString().contains("đều là \"ma\"");
  }

  @Test
  void findsATextWithAVariableNobodySets() {
    assertThat(findings("hello: {say: \"Chào {nobody}\", next: end}")).singleElement().asString().contains("hiện {nobody}");
  }

  @Test
  void findsAListOfAVariableNobodySets() {
    assertThat(findings("ask: {ask: list, text: Chọn, from: nothing, empty: end, timeout: 1h, next: end}"))
        .singleElement().asString().contains("liệt kê biến \"nothing\"");
  }

  @Test
  void findsAListThatMayBeEmpty() {
    assertThat(findings("act: {do: greet, gives: [rows]}\n  ask: {ask: list, text: Chọn, from: rows, timeout: 1h, next: end}"))
        .singleElement().asString().contains("empty (bước khi không có gì)");
  }

  @Test
  void findsAConditionThatCannotBeRead() {
    assertThat(findings("fork: {branch: [{when: token ==, go: end}, {else: end}]}")).singleElement().asString().contains("điều kiện token ==");
  }

  @Test
  void findsAConditionOnAVariableNobodySets() {
    assertThat(findings("fork: {branch: [{when: nobody == \"x\", go: end}, {else: end}]}"))
        .singleElement().asString().contains("undeclared reference to 'nobody'");
  }

  @Test
  void findsAConditionThatIsNoYesOrNo() {
    assertThat(findings("fork: {branch: [{when: token, go: end}, {else: end}]}")).singleElement().asString().contains("điều kiện token");
  }

  @Test
  void findsABranchWithoutElse() {
    assertThat(findings("fork: {branch: [{when: token == \"x\", go: end}]}")).singleElement().asString().contains("thiếu else");
  }

  @Test
  void findsARatingWithOtherLevels() {
    assertThat(findings("ask: {ask: rating, text: Chấm, choices: {a: Tốt, b: Xấu}, timeout: 1h, next: end}"))
        .singleElement().asString().contains("\"5\" đến \"1\"");
  }

  @Test
  void findsAQuestionOfAnUnknownKind() {
    assertThat(findings("ask: {ask: fingerprint, text: Hỏi, timeout: 1h, next: end}")).singleElement().asString().contains("fingerprint");
  }

  @Test
  void findsTwoFlowsThatTheSameWordOpens() {
    var sample = "flow: sample\ntriggers: {keywords: [MENU]}\nsteps:\n  hello: {say: Chào, next: end}\n";
    assertThat(findings(Map.of("bot-flows/menu.yaml", MENU, "bot-flows/sample.yaml", sample)))
        .singleElement().asString().contains("keyword \"menu\" đã mở kịch bản \"menu\"");
  }

  @Test
  void findsAPayloadThatFitsNoButton() {
    var sample = "flow: sample\ntriggers: {payloads: [báo tin]}\nsteps:\n  hello: {say: Chào, next: end}\n";
    assertThat(findings(Map.of("bot-flows/menu.yaml", MENU, "bot-flows/sample.yaml", sample)))
        .singleElement().asString().contains("không làm nút được");
  }

  @Test
  void findsTheSameFlowTwice() {
    assertThat(findings(Map.of("bot-flows/menu.yaml", MENU, "bot-flows/copy.yaml", MENU)))
        .anyMatch(line -> line.contains("kịch bản \"menu\" đã có trong bot-flows/copy.yaml"));
  }

  @Test
  void findsThatNoFlowIsTheDefault() {
    var sample = "flow: sample\nsteps:\n  hello: {say: Chào, next: end}\n";
    assertThat(findings(Map.of("bot-flows/sample.yaml", sample))).singleElement().asString().contains("default: true");
  }

  @Test
  void findsWhatIsNoYaml() {
    assertThat(findings(Map.of("bot-flows/menu.yaml", MENU, "bot-flows/sample.yaml", "flow: a\n\tb: [")))
        .singleElement().asString().startsWith("bot-flows/sample.yaml, dòng 2: không đọc được YAML");
  }

  @Test
  void findsAnEmptyFile() {
    assertThat(findings(Map.of("bot-flows/menu.yaml", MENU, "bot-flows/sample.yaml", ""))).singleElement().asString().contains("tệp trống");
  }

  @Test
  void findsAMissingFolder(@TempDir Path home) {
    var folder = FlowFolder.read(home.resolve("bot-flows"), List.of());
    assertThat(folder.problems()).anyMatch(problem -> problem.reason().contains("không có thư mục"));
  }

  @Test
  void findsAMissingPhraseOfTheEngine() {
    var folder = FlowFolder.of(Map.of("bot-flows/menu.yaml", MENU, "bot-flows/common.yaml", "phrases: {lost: A}\nwords: {yes: [co]}"), List.of());
    assertThat(folder.problems().toString()).contains("thiếu câu \"cancelled\"", "thiếu các từ cho \"cancel\"");
  }

  @Test
  void givesTheSameVersionToTheSameContent() {
    var one = catalog(Map.of("bot-flows/menu.yaml", MENU)).defaultFlow();
    var spaced = catalog(Map.of("bot-flows/menu.yaml", "# ghi chú\n" + MENU.replace("Chọn", "\"Chọn\""))).defaultFlow();
    var other = catalog(Map.of("bot-flows/menu.yaml", MENU.replace("Hai", "Ba"))).defaultFlow();
    assertThat(spaced.version()).isEqualTo(one.version());
    assertThat(other.version()).isNotEqualTo(one.version());
  }

  static FlowCatalog catalog(Map<String, String> files) {
    return folder(files).catalog();
  }

  private static List<String> findings(String steps) {
    return findings(Map.of("bot-flows/menu.yaml", MENU, "bot-flows/sample.yaml", "flow: sample\nsteps:\n  " + steps + "\n"));
  }

  private static List<String> findings(Map<String, String> files) {
    return folder(files).problems().stream().map(FlowProblem::toString).toList();
  }

  static FlowFolder folder(Map<String, String> files) {
    var all = new LinkedHashMap<>(files);
    try {
      all.put("bot-flows/common.yaml", Files.readString(Path.of("bot-flows/common.yaml")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return FlowFolder.of(all, List.of("greet"));
  }
}
