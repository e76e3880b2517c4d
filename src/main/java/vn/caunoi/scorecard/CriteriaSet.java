package vn.caunoi.scorecard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A versioned list of criteria. {@code assumed}: not the official text. Holds for the years {@code fromYear} to {@code untilYear}. */
public record CriteriaSet(String id, int version, String title, boolean assumed, int fromYear, @Nullable Integer untilYear,
    List<Group> groups, List<Criterion> criteria) {

  public record Group(String key, String name) {}

  boolean holdsFor(Period period) {
    return period.year() >= fromYear && (untilYear == null || period.year() <= untilYear);
  }

  public List<Criterion> of(Group group) {
    return criteria.stream().filter(criterion -> criterion.group().equals(group.key())).toList();
  }

  public String groupName(Criterion criterion) {
    return groups.stream().filter(group -> group.key().equals(criterion.group())).map(Group::name).findFirst().orElse(criterion.group());
  }
}
