package vn.caunoi.channel.simulated;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One person with the bot in their phone. The bot cannot write to them before {@link #start}. */
public final class TelegramTwinResident extends TelegramTwinChat {
  private final TelegramTwinBot bot;
  private final long id;
  private final Clock clock;
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
    if (!message.keyboard().equals("inline")) {
      return switch (key.asks()) {
        case "location" -> sendLocation(21.028511, 105.804817);
        case "contact" -> sendContact(id, "84912345678");
        default -> write(label);
      };
    }
    return pressData(message, key.data());
  }

  private long pressData(TelegramTwinMessage message, String data) {
    var queryId = UUID.randomUUID().toString();
    bot.openQueries.add(queryId);
    return bot.updates.add(id, Map.of("callback_query", Map.of("id", queryId, "from", self(), "chat_instance", String.valueOf(id),
        "message", Map.of("message_id", message.id(), "from", bot.self(), "chat", chat(), "date", message.at().getEpochSecond(),
            "text", message.text(), "reply_markup", Map.of("inline_keyboard", message.keys().stream().map(TelegramTwinResident::wire).toList())),
        "data", data)));
  }

  public long sendPhoto(byte[] jpeg, String caption) {
    var large = UUID.randomUUID().toString();
    bot.files.put(large, jpeg);
    return message(Map.of("caption", caption, "photo", List.of(
        Map.of("file_id", "thumb-" + large, "file_unique_id", "t", "width", 90, "height", 67),
        Map.of("file_id", large, "file_unique_id", "l", "width", 1280, "height", 960, "file_size", jpeg.length))));
  }

  private static List<Map<String, Object>> wire(TelegramTwinMessage.Key key) {
    return List.of(key.url().isEmpty() ? Map.of("text", key.label(), "callback_data", key.data()) : Map.of("text", key.label(), "url", key.url()));
  }

  /** Photos chosen together: messages of their own with one {@code media_group_id}, the words at the first. Returns the last update's id. */
  public long sendAlbum(String caption, byte[]... jpegs) {
    var album = String.valueOf(bot.nextMessageId());
    long last = 0;
    for (int i = 0; i < jpegs.length; i++) {
      var file = UUID.randomUUID().toString();
      bot.files.put(file, jpegs[i]);
      var photo = new LinkedHashMap<String, Object>();
      photo.put("media_group_id", album);
      photo.put("photo", List.of(Map.of("file_id", file, "file_unique_id", "l", "width", 1280, "height", 960)));
      if (i == 0 && !caption.isEmpty()) {
        photo.put("caption", caption);
      }
      last = message(photo);
    }
    return last;
  }

  /** Changes the words of something sent earlier. */
  public long edit(String text) {
    return edited(Map.of("text", text));
  }

  /** A place that is shared live moves along. */
  public long moveOn(double latitude, double longitude) {
    return edited(Map.of("location", Map.of("latitude", latitude, "longitude", longitude, "live_period", 900)));
  }

  public long sendLocation(double latitude, double longitude) {
    return message(Map.of("location", Map.of("latitude", latitude, "longitude", longitude)));
  }

  /** A contact card, one's own or one of {@code owner}. */
  public long sendContact(long owner, String phone) {
    return message(Map.of("contact", Map.of("phone_number", phone, "first_name", "Bà con " + owner, "user_id", owner)));
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

  @Override
  @Nullable TelegramTwinReply refusal(TelegramTwinRequest call) {
    if (hasBlocked()) {
      return TelegramTwinReply.no(403, "Forbidden: bot was blocked by the user");
    }
    return hasStarted() ? null : TelegramTwinReply.no(403, "Forbidden: bot can't initiate conversation with a user");
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

  @Override
  Map<String, Object> chat() {
    return Map.of("id", id, "type", "private", "first_name", "Bà con " + id);
  }

  private Map<String, Object> self() {
    return Map.of("id", id, "is_bot", false, "first_name", "Bà con " + id, "language_code", "vi");
  }

  private long message(Map<String, Object> content) {
    return bot.updates.add(id, Map.of("message", made(content)));
  }

  private long edited(Map<String, Object> content) {
    var message = made(content);
    message.put("edit_date", clock.instant().getEpochSecond());
    return bot.updates.add(id, Map.of("edited_message", message));
  }

  private Map<String, Object> made(Map<String, Object> content) {
    started();
    var message = new LinkedHashMap<String, Object>();
    message.put("message_id", bot.nextMessageId());
    message.put("from", self());
    message.put("chat", chat());
    message.put("date", clock.instant().getEpochSecond());
    message.putAll(content);
    return message;
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
