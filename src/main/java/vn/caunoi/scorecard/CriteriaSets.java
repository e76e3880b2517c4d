package vn.caunoi.scorecard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.caunoi.calendar.EventCalendar;
import vn.caunoi.platform.ConfigFiles;
import vn.caunoi.platform.NotFound;
import vn.caunoi.platform.WrongSetting;

/** The criteria sets of {@code config/criteria}, read and checked once at the start. A mistake stops the start with file, line and reason. */
@Component
public class CriteriaSets {
  private static final String FOLDER = "config/criteria";
  private final List<CriteriaSet> sets;

  CriteriaSets(ConfigFiles files, List<Measure> measures, EventCalendar calendar) {
    var names = measures.stream().map(Measure::name).collect(Collectors.toSet());
    this.sets = files.list(FOLDER, ".yaml").stream().map(file -> read(files, file, names, calendar)).toList();
    if (sets.isEmpty()) {
      throw new WrongSetting(FOLDER + ": chưa có bộ tiêu chí nào (*.yaml).");
    }
  }

  /** The set of a period: of several that hold, the one that began last. */
  public CriteriaSet of(Period period) {
    return sets.stream().filter(set -> set.holdsFor(period))
        .max(Comparator.comparingInt(CriteriaSet::fromYear).thenComparingInt(CriteriaSet::version))
        .orElseThrow(() -> new NotFound("Chưa có bộ tiêu chí cho năm %s.".formatted(period)));
  }

  private static CriteriaSet read(ConfigFiles files, Path file, Set<String> measures, EventCalendar calendar) {
    var name = file.getFileName().toString();
    var set = files.read(FOLDER + "/" + name, CriteriaSet.class);
    new CriteriaCheck(set, text(file), measures, key -> calendar.find(key, set.fromYear()).isPresent()).firstMistake(name).ifPresent(mistake -> {
      throw new WrongSetting("%s/%s, dòng %d: %s.".formatted(FOLDER, name, mistake.line(), mistake.what()));
    });
    return set;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new WrongSetting("%s: không đọc được (%s).".formatted(file.getFileName(), e.getMessage()));
    }
  }
}
