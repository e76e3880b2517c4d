package vn.caunoi.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.ChannelAddress;

/**
 * One address of a contact, opened in memory. {@code blockedBecause} is why it cannot be reached until it writes again, null when it can.
 * {@code lastInAt} is when it last wrote, kept to the hour; null when it never did.
 */
public record ReachableAddress(ChannelAddress address, @Nullable String blockedBecause, @Nullable Instant lastInAt) {
  public ReplyWindow window(Instant now) {
    return ReplyWindow.of(address.channel(), lastInAt, now);
  }

  /** True when a message to it may leave now, free or billed. */
  public boolean open(Instant now) {
    return blockedBecause == null && window(now).open();
  }
}
