package vn.caunoi.channel.simulated;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a bot can write: one person, or a group. Keeps what it wrote there. */
abstract class TelegramTwinChat {
  private static final int KEPT = 500;

  private final Deque<TelegramTwinMessage> inbox = new ArrayDeque<>();

  /** What the bot wrote, oldest first; only the newest are kept. */
  public final synchronized List<TelegramTwinMessage> inbox() {
    return new ArrayList<>(inbox);
  }

  public final List<String> texts() {
    return inbox().stream().map(TelegramTwinMessage::text).toList();
  }

  final synchronized void receive(TelegramTwinMessage message) {
    if (inbox.size() == KEPT) {
      inbox.removeFirst();
    }
    inbox.addLast(message);
  }

  /** Takes the buttons of a message away: null when it is done, otherwise why not. */
  final synchronized @Nullable String takeButtons(long message) {
    var all = List.copyOf(inbox);
    var wanted = all.stream().filter(one -> one.id() == message).findFirst().orElse(null);
    if (wanted == null) {
      return "message to edit not found";
    }
    if (wanted.keys().isEmpty()) {
      return "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup"
          + " of the message";
    }
    inbox.clear();
    all.forEach(one -> inbox.addLast(one == wanted ? one.withoutKeys() : one));
    return null;
  }

  /** As Telegram describes it. */
  abstract Map<String, Object> chat();

  /** Why the bot cannot write here; null when it can. */
  abstract @Nullable TelegramTwinReply refusal(TelegramTwinRequest call);
}
