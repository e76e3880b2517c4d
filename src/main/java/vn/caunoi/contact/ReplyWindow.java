package vn.caunoi.contact;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.Barrier;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.MessagePrices;
import vn.caunoi.platform.VietnamTime;

/**
 * Whether a network lets us write to somebody now, and what that costs. Zalo: free for 48 hours after the person last did something, billed
 * up to 7 days, by template only after; three messages to a follower who never did anything else. Telegram and web chat: always. Since times
 * are kept to the hour, rounded down, a window closes up to an hour early, never late.
 */
public sealed interface ReplyWindow {
  Duration FREE = Duration.ofHours(48);
  Duration HARD = Duration.ofDays(7);
  /** Messages to a follower who never did anything else. */
  int WELCOMES = 3;

  /** The network knows no windows. */
  record Open() implements ReplyWindow {}

  /** Free for so many whole hours yet; 0 is less than one. */
  record Free(long hoursLeft) implements ReplyWindow {}

  /** Possible for so many whole hours yet, at this price in đồng. */
  record Billed(long hoursLeft, int vnd) implements ReplyWindow {}

  /** A follower who never did anything else: so many messages yet, free. */
  record Welcome(int left) implements ReplyWindow {}

  /** No message of ours, only a template that the network has approved. */
  record TemplateOnly() implements ReplyWindow {}

  /** Nothing reaches them. {@code reason} is short and stable. */
  record Closed(String reason) implements ReplyWindow {
    public static final String USED_UP_TODAY = "used-up-today";
    /** The tip was sent without an address. */
    public static final String ANONYMOUS = "anonymous";
    /** There is no such address any more. */
    public static final String FORGOTTEN = "forgotten";
  }

  /** The decision for an address that is not blocked. */
  static ReplyWindow of(Channel channel, Dealings dealings, Instant now, MessagePrices prices) {
    if (channel != Channel.ZALO) {
      return new Open();
    }
    if (dealings.refusal() != null && standsAt(now, dealings.refusal(), dealings.refusedAt())) {
      return dealings.refusal() == Barrier.DAY ? new Closed(Closed.USED_UP_TODAY) : new TemplateOnly();
    }
    if (dealings.lastInAt() != null) {
      return since(Duration.between(dealings.lastInAt(), now), prices.billedVnd(now));
    }
    int welcomes = WELCOMES - dealings.welcomesUsed();
    boolean follows = dealings.followedAt() != null && Duration.between(dealings.followedAt(), now).compareTo(HARD) < 0;
    return follows && welcomes > 0 ? new Welcome(welcomes) : new TemplateOnly();
  }

  /** A quota of the day is over with the day; everything else stands until the address acts. */
  private static boolean standsAt(Instant now, Barrier refusal, @Nullable Instant refusedAt) {
    return refusal != Barrier.DAY || refusedAt != null && VietnamTime.dateOf(refusedAt).equals(VietnamTime.dateOf(now));
  }

  private static ReplyWindow since(Duration since, int vnd) {
    if (since.compareTo(FREE) < 0) {
      return new Free(Math.min(FREE.toHours(), FREE.minus(since).toHours()));
    }
    return since.compareTo(HARD) < 0 ? new Billed(HARD.minus(since).toHours(), vnd) : new TemplateOnly();
  }

  /** A message of ours may leave now. */
  default boolean open() {
    return switch (this) {
      case Open o -> true;
      case Free f -> true;
      case Billed b -> true;
      case Welcome w -> true;
      case TemplateOnly t -> false;
      case Closed c -> false;
    };
  }

  /** What one message costs now, in đồng. */
  default int costVnd() {
    return this instanceof Billed billed ? billed.vnd() : 0;
  }

  /** As an officer reads it: {@code còn 31 giờ, miễn phí}. The same words beside a composer and in the review of a campaign. */
  default String words() {
    return WindowWords.of(this);
  }
}
