package vn.caunoi.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAddress;

/**
 * What a lane makes of "too many requests". Telegram does not say whose limit was met, so: a group, or a person who was just sent several
 * messages, has met its own, and only that chat waits; everybody else met the account's, and the whole lane waits. A wrong guess costs one
 * more refused call: a second chat within a few seconds is proof enough that it is the account's. After that the lane goes a fifth slower
 * and finds back step by step, so that it does not run into the same wall again. On other networks every limit is the account's.
 */
final class Throttle {
  private static final Duration SAME_WALL = Duration.ofSeconds(5);
  private static final double SLOWER = 0.8;
  private static final double SLOWEST = 0.2;
  private static final double STEP_BACK = 0.05;
  private static final Duration BACK_EVERY = Duration.ofSeconds(20);

  private final ChatGates chats;
  private double share = 1;
  private Instant changed = Instant.MIN;
  private Instant pausedUntil = Instant.MIN;
  private @Nullable ChannelAddress hit;
  private Instant hitAt = Instant.MIN;

  Throttle(ChatGates chats) {
    this.chats = chats;
  }

  /** True when the whole lane must wait {@code wait}; false when this chat alone does, whose gate is closed then. */
  synchronized boolean limited(ChannelAddress to, Duration wait, Instant now) {
    if (to.channel() == Channel.TELEGRAM && isOfTheChat(to, now)) {
      chats.hold(to, now.plus(wait));
      return false;
    }
    slowDown(now, now.plus(wait));
    return true;
  }

  private boolean isOfTheChat(ChannelAddress to, Instant now) {
    boolean another = hit != null && !hit.equals(to) && hitAt.plus(SAME_WALL).isAfter(now);
    hit = to;
    hitAt = now;
    return !another && !now.isBefore(pausedUntil) && (ChatGates.isGroup(to) || chats.isBusy(to, now));
  }

  /** Those that were under way together when the wall was met count once. */
  private void slowDown(Instant now, Instant until) {
    if (!now.isBefore(pausedUntil)) {
      share = Math.max(SLOWEST, share(now) * SLOWER);
      changed = until;
    }
    pausedUntil = until.isAfter(pausedUntil) ? until : pausedUntil;
  }

  /** Which part of the account's rate to use now, 1 when all is well. */
  synchronized double share(Instant now) {
    if (share == 1 || now.isBefore(changed)) {
      return share;
    }
    long steps = Duration.between(changed, now).dividedBy(BACK_EVERY);
    if (steps > 0) {
      share = Math.min(1, share + steps * STEP_BACK);
      changed = changed.plus(BACK_EVERY.multipliedBy(steps));
    }
    return share;
  }
}
