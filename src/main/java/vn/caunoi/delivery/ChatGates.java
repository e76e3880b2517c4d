package vn.caunoi.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAddress;

/** Telegram takes about one message a second for one chat and lets short bursts pass. Kept in memory: a new owner starts with free chats. */
final class ChatGates {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int BURST = 3;
  private static final int PRUNE_AT = 10_000;

  private final Map<ChannelAddress, Instant> freeAgain = new HashMap<>();

  /** Takes a place for this chat and gives zero; or takes none and gives how long to wait. */
  Duration take(ChannelAddress to, Instant now) {
    if (to.channel() != Channel.TELEGRAM) {
      return Duration.ZERO;
    }
    if (freeAgain.size() > PRUNE_AT) {
      freeAgain.values().removeIf(time -> time.isBefore(now));
    }
    var booked = freeAgain.getOrDefault(to, now);
    var from = booked.isAfter(now) ? booked : now;
    var wait = Duration.between(now, from).minus(INTERVAL.multipliedBy(BURST - 1));
    if (wait.isPositive()) {
      return wait;
    }
    freeAgain.put(to, from.plus(INTERVAL));
    return Duration.ZERO;
  }
}
