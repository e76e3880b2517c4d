package vn.caunoi.campaign;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a launch at {@code at} would do, by the code that launches. {@code audience} is who agreed to notices; {@code reachable} and
 * {@code unreachable} add up to it. {@code estimatedSeconds} is the time of the slowest account at its allowed pace. {@code groupPosts} is
 * null when no group is posted to.
 */
public record DryRun(Instant at, long audience, long groups, Reachable reachable, List<RouteCount> routes, List<ReasonCount> unreachable,
    long estimatedSeconds, long estimatedCostVnd, @Nullable Posts groupPosts) {

  public record Reachable(long zalo, long telegram, long web) {
    public long total() {
      return zalo + telegram + web;
    }
  }

  /** {@code billed} of {@code count} cost something, {@code costVnd} together; null in a dry run that is older than these numbers. */
  public record RouteCount(String route, String label, long count, @Nullable Long billed, @Nullable Long costVnd) {}

  public record ReasonCount(String reason, String label, long count) {}

  /** So many groups are posted to, with so many members together: an estimate of the reach, which counts for no coverage. */
  public record Posts(long posts, long estimatedReach) {}

  public long unreachableTotal() {
    return unreachable.stream().mapToLong(ReasonCount::count).sum();
  }
}
