package vn.caunoi.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

class CriteriaSetTests {
  private static final Set<String> MEASURES = Set.of("tips_on_time", "occasions_held", "groups_connected", "campaign_coverage", "satisfaction");
  private static final YAMLMapper YAML = YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  @Test
  void theShippedTemplateHasTwentyTwoRowsInSevenGroupsAndIsMarkedAssumed() throws IOException {
    var set = parse(shipped());
    assertThat(check(shipped())).isNull();
    assertThat(set.assumed()).isTrue();
    assertThat(set.groups()).hasSize(7);
    assertThat(set.criteria()).hasSize(22).extracting(Criterion::number).doesNotHaveDuplicates();
    assertThat(set.groups()).extracting(group -> set.of(group).size()).containsExactly(1, 2, 2, 5, 6, 4, 2);
    assertThat(set.criteria()).filteredOn(c -> c.kind() == Criterion.Kind.MEASURED).extracting(Criterion::number).containsExactly(13, 18, 19, 20, 21);
  }

  @Test
  void namesTheLineOfANumberUsedTwice() throws IOException {
    var text = shipped().replace("  - number: 14\n", "  - number: 13\n");
    var mistake = check(text);
    assertThat(mistake.what()).contains("13").contains("đã dùng");
    assertThat(text.lines().toList().get(mistake.line() - 1)).isEqualTo("  - number: 13");
    assertThat(text.lines().toList().subList(0, mistake.line() - 1)).contains("  - number: 13");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "measure: {name: tips_on_time}      | measure: {name: tips_in_time}      | không có phép đo",
      "pass: {atLeastPercent: 90, fromCount: 30} | pass: {atLeastPercent: 190}  | từ 1 đến 100",
      "pass: {atLeastPercent: 90, fromCount: 30} | pass: {all: true, atLeastPercent: 90} | đúng một trong",
      "occasions: [ngay-hoi-19-8]         | occasions: [ngay-hoi]              | không có trong config/calendar.yaml",
      "group: VII                         | group: VIII                        | không có trong groups",
      "kind: measured                     | kind: manual                       | mới có measure",
      "id: assumed-2026                   | id: other                          | trùng tên tệp"})
  void saysWhatIsWrongAndWhere(String from, String to, String expected) throws IOException {
    var mistake = check(shipped().replaceFirst(java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to)));
    assertThat(mistake.what()).contains(expected);
    assertThat(mistake.line()).isGreaterThan(1);
  }

  @Test
  void isMetOnlyWhenExactlyEnough() {
    var ninety = new PassRule(null, 90, 30);
    assertThat(ninety.apply(new Figure(27, 30, ""))).isEqualTo(Score.Status.MET);
    assertThat(ninety.apply(new Figure(899, 1000, ""))).isEqualTo(Score.Status.NOT_MET);
    assertThat(ninety.apply(new Figure(29, 29, ""))).isEqualTo(Score.Status.NOT_ASSESSED);
    var all = new PassRule(true, null, null);
    assertThat(all.apply(new Figure(12, 12, ""))).isEqualTo(Score.Status.MET);
    assertThat(all.apply(new Figure(999, 1000, ""))).isEqualTo(Score.Status.NOT_MET);
    assertThat(all.apply(new Figure(0, 0, ""))).isEqualTo(Score.Status.NOT_ASSESSED);
  }

  @Test
  void neverRoundsUpToAll() {
    assertThat(new Figure(9_999, 10_000, "tin").text()).isEqualTo("9999/10000 tin (99,9 %)");
    assertThat(new Figure(37, 40, "tin đúng hạn").text()).isEqualTo("37/40 tin đúng hạn (92,5 %)");
    assertThat(new Figure(0, 0, "tin").text()).isEqualTo("Chưa có số liệu trong kỳ");
  }

  @Test
  void aPersonMayLowerACountedResultButNotRaiseIt() throws IOException {
    var measured = parse(shipped()).criteria().stream().filter(c -> c.number() == 13).findFirst().orElseThrow();
    assertThat(Scorecard.Line.of(measured, new Figure(3, 3, ""), said(Score.Status.NOT_MET), null).status()).isEqualTo(Score.Status.NOT_MET);
    assertThat(Scorecard.Line.of(measured, new Figure(2, 3, ""), said(Score.Status.MET), null).status()).isEqualTo(Score.Status.NOT_MET);
    assertThat(Scorecard.Line.of(measured, new Figure(3, 3, ""), null, said(Score.Status.NOT_MET)).status()).isEqualTo(Score.Status.MET);
  }

  private static Score said(Score.Status status) {
    var someone = new UUID(1, 1);
    return new Score(someone, "2026", 13, 1, "assumed-2026", status, "", "", someone, Instant.EPOCH, null, null);
  }

  private static CriteriaCheck.Mistake check(String text) {
    return new CriteriaCheck(parse(text), text, MEASURES, "ngay-hoi-19-8"::equals).firstMistake("assumed-2026.yaml").orElse(null);
  }

  private static CriteriaSet parse(String text) {
    return YAML.readValue(text, CriteriaSet.class);
  }

  private static String shipped() throws IOException {
    return Files.readString(Path.of("config/criteria/assumed-2026.yaml"));
  }
}
