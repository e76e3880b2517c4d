package vn.caunoi.contact;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.MessagePrices;

/**
 * One address of a contact, opened in memory. {@code blockedBecause} is why it cannot be reached until it writes again, null when it can.
 * {@code dealings} decide whether the network lets us write to it.
 */
public record ReachableAddress(ChannelAddress address, @Nullable String blockedBecause, Dealings dealings) {
  private static final MessagePrices ANY = new MessagePrices(List.of());

  public ReachableAddress(ChannelAddress address, @Nullable String blockedBecause, @Nullable Instant lastInAt) {
    this(address, blockedBecause, Dealings.lastIn(lastInAt));
  }

  /** When it last did something, kept to the hour; null when it never did. */
  public @Nullable Instant lastInAt() {
    return dealings.lastInAt();
  }

  public ReplyWindow window(Instant now, MessagePrices prices) {
    return blockedBecause != null ? new ReplyWindow.Closed(blockedBecause) : ReplyWindow.of(address.channel(), dealings, now, prices);
  }

  /** True when a message to it may leave now, free or billed. */
  public boolean open(Instant now) {
    return window(now, ANY).open();
  }
}
