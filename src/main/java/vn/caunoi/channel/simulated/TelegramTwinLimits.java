package vn.caunoi.channel.simulated;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** About one message a second in a chat, short bursts allowed, 20 a minute in a group, and 30 a second in all, as Telegram's FAQ has it. */
class TelegramTwinLimits {
  private static final int BURST = 3;
  private static final int CHAT_PAUSE = 1_000;
  private static final int GROUP_A_MINUTE = 20;
  private static final long MINUTE = 60_000;

  private final int perSecond;
  private final Deque<Long> lastSecond = new ArrayDeque<>();
  private final Map<Long, Long> chatFreeAt = new HashMap<>();
  private final Map<Long, Deque<Long>> lastMinuteOfGroup = new HashMap<>();

  TelegramTwinLimits(int perSecond) {
    this.perSecond = perSecond;
  }

  /** Seconds to wait, 0 when the message may go now. */
  synchronized int admit(long chat, long now) {
    while (!lastSecond.isEmpty() && lastSecond.peekFirst() <= now - 1_000) {
      lastSecond.removeFirst();
    }
    long due = Math.max(chatFreeAt.getOrDefault(chat, 0L), now - (BURST - 1) * CHAT_PAUSE);
    if (due > now || lastSecond.size() >= perSecond) {
      return due > now ? (int) Math.ceilDiv(due - now, 1_000L) : 1;
    }
    int groupWait = chat < 0 ? admitToGroup(chat, now) : 0;
    if (groupWait > 0) {
      return groupWait;
    }
    chatFreeAt.put(chat, due + CHAT_PAUSE);
    lastSecond.addLast(now);
    return 0;
  }

  /** Ids of groups are negative. */
  private int admitToGroup(long group, long now) {
    var sent = lastMinuteOfGroup.computeIfAbsent(group, id -> new ArrayDeque<>());
    while (!sent.isEmpty() && sent.peekFirst() <= now - MINUTE) {
      sent.removeFirst();
    }
    if (sent.size() >= GROUP_A_MINUTE) {
      return (int) Math.ceilDiv(sent.getFirst() + MINUTE - now, 1_000L);
    }
    sent.addLast(now);
    return 0;
  }
}
