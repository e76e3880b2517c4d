package vn.caunoi.channel.simulated;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** About one message a second in a chat, short bursts allowed, and 30 a second in all, as Telegram's FAQ has it. */
class TelegramTwinLimits {
  private static final int BURST = 3;
  private static final int CHAT_PAUSE = 1_000;

  private final int perSecond;
  private final Deque<Long> lastSecond = new ArrayDeque<>();
  private final Map<Long, Long> chatFreeAt = new HashMap<>();

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
    chatFreeAt.put(chat, due + CHAT_PAUSE);
    lastSecond.addLast(now);
    return 0;
  }
}
