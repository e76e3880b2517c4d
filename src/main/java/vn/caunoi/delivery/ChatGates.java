package vn.caunoi.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAddress;

/**
 * Telegram takes about one message a second for one person and twenty a minute for one group, and lets short bursts pass. Kept in memory: a
 * new owner starts with free chats.
 */
final class ChatGates {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration GROUP_INTERVAL = Duration.ofSeconds(3);
  private static final int BURST = 3;
  private static final int PRUNE_AT = 10_000;

  private final Map<ChannelAddress, Instant> freeAgain = new HashMap<>();

  /** Takes a place for this chat and gives zero; or takes none and gives how long to wait. */
  synchronized Duration take(ChannelAddress to, Instant now) {
    if (to.channel() != Channel.TELEGRAM) {
      return Duration.ZERO;
    }
    if (freeAgain.size() > PRUNE_AT) {
      freeAgain.values().removeIf(time -> time.isBefore(now));
    }
    var booked = freeAgain.getOrDefault(to, now);
    var from = booked.isAfter(now) ? booked : now;
    var wait = Duration.between(now, from).minus(interval(to).multipliedBy(BURST - 1));
    if (wait.isPositive()) {
      return wait;
    }
    freeAgain.put(to, from.plus(interval(to)));
    return Duration.ZERO;
  }

  /** Whether more than the last message went to this chat a moment ago. */
  synchronized boolean isBusy(ChannelAddress to, Instant now) {
    var booked = freeAgain.get(to);
    return booked != null && Duration.between(now, booked).compareTo(interval(to)) > 0;
  }

  /** The network takes nothing for this chat before then. */
  synchronized void hold(ChannelAddress to, Instant until) {
    freeAgain.merge(to, until.plus(interval(to).multipliedBy(BURST - 1)), (a, b) -> a.isAfter(b) ? a : b);
  }

  static boolean isGroup(ChannelAddress to) {
    return to.externalId().startsWith("-");
  }

  private static Duration interval(ChannelAddress to) {
    return isGroup(to) ? GROUP_INTERVAL : INTERVAL;
  }
}
