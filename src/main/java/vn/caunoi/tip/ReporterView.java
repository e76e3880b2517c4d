package vn.caunoi.tip;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.Channel;

/** A tip as its reporter sees it: state, deadline, and what both sides said. Nothing of the ward's own work. */
public record ReporterView(UUID wardId, UUID tipId, String code, Tip.Status status, Instant receivedAt, Instant dueAt,
    @Nullable UUID groupId, Channel channel, List<Line> lines) {

  /** {@code mine}: the reporter wrote it. */
  public record Line(boolean mine, Instant at, String words, int photos) {
    @Override
    public String toString() {
      return "Line[" + at + "]";
    }
  }

  /** True as long as the reporter may add to it or take it back. */
  public boolean open() {
    return !status.isOver();
  }

  public String lastAnswer() {
    return lines.stream().filter(line -> !line.mine()).reduce((first, second) -> second).map(Line::words).orElse("");
  }

  @Override
  public String toString() {
    return "ReporterView[" + code + "]";
  }
}
