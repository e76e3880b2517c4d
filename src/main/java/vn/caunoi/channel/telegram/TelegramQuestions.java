package vn.caunoi.channel.telegram;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.ChannelAddress;

/**
 * Which message of a chat holds the buttons of the question that was asked last, so that they can be taken away once it is answered in words.
 * In memory only: what is forgotten does no harm, an old button is answered with the question that stands now, and nothing of it may lie
 * beside an anonymous tip.
 */
class TelegramQuestions {
  private static final int MOST = 10_000;

  private final Map<ChannelAddress, Long> messages = new LinkedHashMap<>(64, 0.75f, true) {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<ChannelAddress, Long> eldest) {
      return size() > MOST;
    }
  };

  synchronized void asked(ChannelAddress chat, long message) {
    messages.put(chat, message);
  }

  /** The message, once; null when there is none. */
  synchronized @Nullable Long answered(ChannelAddress chat) {
    return messages.remove(chat);
  }
}
