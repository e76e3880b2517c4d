package vn.caunoi.channel.simulated;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One person with the bot in their phone. The bot cannot write to them before {@link #start}. */
public final class TelegramTwinResident {
  private static final int KEPT = 500;

  private final TelegramTwinBot bot;
  private final long id;
  private final Clock clock;
  private final Deque<TelegramTwinMessage> inbox = new ArrayDeque<>();
  private boolean started;
  private boolean blocked;

  TelegramTwinResident(TelegramTwinBot bot, long id, Clock clock) {
    this.bot = bot;
    this.id = id;
    this.clock = clock;
  }

  public long id() {
    return id;
  }

  /** Opens {@code https://t.me/<bot>?start=payload}; an empty payload is the plain start button. Every action returns its update's id. */
  public long start(String payload) {
    return write(payload.isEmpty() ? "/start" : "/start " + payload);
  }

  public long write(String text) {
    return message(Map.of("text", text));
  }

  /** Presses the button with this label under the newest message that has one. */
  public long press(String label) {
    var message = inbox().reversed().stream().filter(one -> one.keys().stream().anyMatch(key -> key.label().equals(label)))
        .findFirst().orElseThrow(() -> new IllegalStateException("no button " + label));
    var key = message.keys().stream().filter(one -> one.label().equals(label)).findFirst().orElseThrow();
    return pressData(message, key.data());
  }

  private long pressData(TelegramTwinMessage message, String data) {
    var queryId = UUID.randomUUID().toString();
    bot.openQueries.add(queryId);
    return bot.updates.add(id, Map.of("callback_query", Map.of("id", queryId, "from", self(), "chat_instance", String.valueOf(id),
        "message", Map.of("message_id", message.id(), "from", bot.self(), "chat", chat(), "date", message.at().getEpochSecond(),
            "text", message.text()), "data", data)));
  }

  public long sendPhoto(byte[] jpeg, String caption) {
    var large = UUID.randomUUID().toString();
    bot.files.put(large, jpeg);
    return message(Map.of("caption", caption, "photo", List.of(
        Map.of("file_id", "thumb-" + large, "file_unique_id", "t", "width", 90, "height", 67),
        Map.of("file_id", large, "file_unique_id", "l", "width", 1280, "height", 960, "file_size", jpeg.length))));
  }

  public long sendLocation(double latitude, double longitude) {
    return message(Map.of("location", Map.of("latitude", latitude, "longitude", longitude)));
  }

  /** Any other content, by the name Telegram gives it, for instance {@code sticker}. */
  public long send(String kind, Object content) {
    return message(Map.of(kind, content));
  }

  public long block() {
    return membership(true);
  }

  public long unblock() {
    return membership(false);
  }

  /** What the bot wrote, oldest first; only the newest are kept. */
  public synchronized List<TelegramTwinMessage> inbox() {
    return new ArrayList<>(inbox);
  }

  public List<String> texts() {
    return inbox().stream().map(TelegramTwinMessage::text).toList();
  }

  synchronized void receive(TelegramTwinMessage message) {
    if (inbox.size() == KEPT) {
      inbox.removeFirst();
    }
    inbox.addLast(message);
  }

  /** The bot may write to them. */
  public synchronized boolean hasStarted() {
    return started;
  }

  public synchronized boolean hasBlocked() {
    return blocked;
  }

  /** Lets the bot write without a word from the resident, as after an earlier conversation. */
  synchronized TelegramTwinResident started() {
    started = true;
    return this;
  }

  Map<String, Object> chat() {
    return Map.of("id", id, "type", "private", "first_name", "Bà con " + id);
  }

  private Map<String, Object> self() {
    return Map.of("id", id, "is_bot", false, "first_name", "Bà con " + id, "language_code", "vi");
  }

  private long message(Map<String, Object> content) {
    started();
    var message = new LinkedHashMap<String, Object>();
    message.put("message_id", bot.nextMessageId());
    message.put("from", self());
    message.put("chat", chat());
    message.put("date", clock.instant().getEpochSecond());
    message.putAll(content);
    return bot.updates.add(id, Map.of("message", message));
  }

  private long membership(boolean kicked) {
    synchronized (this) {
      blocked = kicked;
    }
    Map<String, Object> gone = Map.of("user", bot.self(), "status", "kicked", "until_date", 0);
    Map<String, Object> here = Map.of("user", bot.self(), "status", "member");
    return bot.updates.add(id, Map.of("my_chat_member", Map.of("chat", chat(), "from", self(), "date", clock.instant().getEpochSecond(),
        "old_chat_member", kicked ? here : gone, "new_chat_member", kicked ? gone : here)));
  }
}
