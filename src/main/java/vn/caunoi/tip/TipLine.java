package vn.caunoi.tip;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.Channel;

/** One tip in a list: nothing of what was said. {@code unread}: the resident wrote something nobody has opened yet. */
public record TipLine(UUID id, String code, Tip.Status status, String topic, @Nullable String category, @Nullable String group,
    Channel channel, boolean anonymous, Instant receivedAt, Instant dueAt, @Nullable OfficerName assignee, boolean unread) {

  public boolean isOverdue(Instant now) {
    return status.isRunning() && now.isAfter(dueAt);
  }
}
