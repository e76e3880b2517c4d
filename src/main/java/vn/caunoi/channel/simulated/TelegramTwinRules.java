package vn.caunoi.channel.simulated;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** How the simulated Telegram behaves: what holds until it is changed, and what the calls to come end with. The default is a good day. */
public final class TelegramTwinRules {
  private final Map<String, Queue<TelegramTwinFault>> faults = new ConcurrentHashMap<>();
  volatile Duration answerDelay = Duration.ZERO;
  volatile boolean down;
  volatile boolean crowded;
  volatile boolean repeats;
  volatile @Nullable TelegramTwinLimits limits;
  volatile boolean everybodyStarted;

  TelegramTwinRules() {}

  /** Every answer waits so long; asking for updates does not. */
  public TelegramTwinRules answersAfter(Duration delay) {
    answerDelay = delay;
    return this;
  }

  /** Every message is answered with a gateway's page of HTTP 502 and reaches nobody. */
  public TelegramTwinRules down(boolean yes) {
    down = yes;
    return this;
  }

  /** Every message is answered 429 with five seconds to wait. */
  public TelegramTwinRules crowded(boolean yes) {
    crowded = yes;
    return this;
  }

  /** Every update comes twice. */
  public TelegramTwinRules repeatsUpdates(boolean yes) {
    repeats = yes;
    return this;
  }

  /** How many planned faults no call has used up yet. */
  public int faultsWaiting() {
    return faults.values().stream().mapToInt(Queue::size).sum();
  }

  public void forgetsFaults() {
    faults.clear();
  }

  void plan(String key, TelegramTwinFault fault) {
    faults.computeIfAbsent(key.toLowerCase(Locale.ROOT), unused -> new ConcurrentLinkedQueue<>()).add(fault);
  }

  @Nullable TelegramTwinFault next(String key) {
    var queue = faults.get(key);
    return queue == null ? null : queue.poll();
  }
}
