package vn.caunoi.scorecard;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what a criteria file says that cannot be meant. Answers with the first mistake, its line and how to mend it. */
final class CriteriaCheck {
  private final CriteriaSet set;
  private final List<String> lines;
  private final Set<String> measures;
  private final Predicate<String> isOccasion;

  record Mistake(int line, String what) {}

  CriteriaCheck(CriteriaSet set, String text, Set<String> measures, Predicate<String> isOccasion) {
    this.set = set;
    this.lines = text.lines().toList();
    this.measures = measures;
    this.isOccasion = isOccasion;
  }

  Optional<Mistake> firstMistake(String fileName) {
    if (!fileName.equals(set.id() + ".yaml")) {
      return mistake("^id:", "id \"%s\" phải trùng tên tệp \"%s\"".formatted(set.id(), fileName));
    }
    if (set.criteria() == null || set.criteria().isEmpty() || set.groups() == null || set.groups().isEmpty()) {
      return mistake("^(criteria|groups):", "cần cả groups lẫn criteria");
    }
    if (set.untilYear() != null && set.untilYear() < set.fromYear()) {
      return mistake("^untilYear:", "untilYear nhỏ hơn fromYear");
    }
    var numbers = new HashSet<Integer>();
    for (var criterion : set.criteria()) {
      var what = wrong(criterion, numbers);
      if (what != null) {
        return mistake("^\\s*-?\\s*number:\\s*" + criterion.number() + "\\b", "tiêu chí %d: %s".formatted(criterion.number(), what));
      }
    }
    return Optional.empty();
  }

  private @Nullable String wrong(Criterion criterion, Set<Integer> numbers) {
    if (!numbers.add(criterion.number())) {
      return "số này đã dùng ở trên";
    }
    if (blank(criterion.name()) || blank(criterion.threshold()) || blank(criterion.source()) || criterion.kind() == null || criterion.basis() == null) {
      return "cần đủ name, threshold, kind, basis, source";
    }
    if (set.groups().stream().noneMatch(group -> group.key().equals(criterion.group()))) {
      return "nhóm \"%s\" không có trong groups".formatted(criterion.group());
    }
    return wrongMeasure(criterion);
  }

  private @Nullable String wrongMeasure(Criterion criterion) {
    if (criterion.kind() != Criterion.Kind.MEASURED) {
      return criterion.pass() == null && criterion.measure() == null ? null : "chỉ tiêu chí kind: measured mới có measure và pass";
    }
    if (criterion.measure() == null || criterion.pass() == null) {
      return "kind: measured cần measure và pass";
    }
    if (!measures.contains(criterion.measure().name())) {
      return "không có phép đo \"%s\"; có: %s".formatted(criterion.measure().name(), measures.stream().sorted().collect(Collectors.joining(", ")));
    }
    var unknown = criterion.measure().occasionKeys().stream().filter(isOccasion.negate()).findFirst();
    if (unknown.isPresent()) {
      return "ngày \"%s\" không có trong config/calendar.yaml".formatted(unknown.get());
    }
    var pass = criterion.pass();
    boolean all = Boolean.TRUE.equals(pass.all());
    if (all == (pass.atLeastPercent() != null)) {
      return "pass cần đúng một trong all: true và atLeastPercent";
    }
    if (outside(pass.atLeastPercent(), 100) || outside(pass.fromCount(), 1_000_000) || outside(criterion.measure().targetPercent(), 100)) {
      return "phần trăm phải từ 1 đến 100, fromCount từ 1 trở lên";
    }
    return null;
  }

  private static boolean outside(@Nullable Integer number, int most) {
    return number != null && (number < 1 || number > most);
  }

  private static boolean blank(String text) {
    return text == null || text.isBlank();
  }

  /** At the last line that matches: of two equal numbers, the second is the mistake. */
  private Optional<Mistake> mistake(String where, String what) {
    var pattern = Pattern.compile(where);
    int line = 1;
    for (int i = 0; i < lines.size(); i++) {
      if (pattern.matcher(lines.get(i)).find()) {
        line = i + 1;
      }
    }
    return Optional.of(new Mistake(line, what));
  }
}
