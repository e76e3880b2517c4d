package vn.caunoi.channel.simulated;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A group with the bot in it. In privacy mode, the default, the bot is shown commands and service messages alone. */
public final class TelegramTwinGroup extends TelegramTwinChat {
  private static final long SUPERGROUPS = -1_000_000_000_000L;

  private final TelegramTwinBot bot;
  private final long id;
  private final Clock clock;
  private final Set<Long> topics = ConcurrentHashMap.newKeySet();
  private volatile boolean kicked;
  private volatile @Nullable TelegramTwinGroup upgraded;

  TelegramTwinGroup(TelegramTwinBot bot, long id, Clock clock) {
    this.bot = bot;
    this.id = id;
    this.clock = clock;
  }

  public long id() {
    return id;
  }

  /** A member writes; returns the update's id, 0 when privacy mode keeps it from the bot. */
  public long say(long member, String text) {
    return say(member, text, 0);
  }

  /** As {@link #say(long, String)}, in a topic of a forum; topic 0 is the general one. */
  public long say(long member, String text, long topic) {
    if (!bot.readsGroups && !text.startsWith("/")) {
      return 0;
    }
    var message = message(member);
    message.put("text", text);
    if (topic != 0) {
      topics.add(topic);
      message.put("message_thread_id", topic);
      message.put("is_topic_message", true);
    }
    return bot.updates.add(id, Map.of("message", message));
  }

  /** Somebody puts the bot in, or out again. */
  public long membership(long member, boolean in) {
    kicked = !in;
    Map<String, Object> left = Map.of("user", bot.self(), "status", "left");
    Map<String, Object> here = Map.of("user", bot.self(), "status", "member");
    return bot.updates.add(id, Map.of("my_chat_member", Map.of("chat", chat(), "from", person(member), "date", now(),
        "old_chat_member", in ? left : here, "new_chat_member", in ? here : left)));
  }

  /** Becomes a supergroup with an id of its own; both chats hear of it. */
  public TelegramTwinGroup upgrade(long member) {
    var supergroup = bot.groups.computeIfAbsent(SUPERGROUPS + id, key -> new TelegramTwinGroup(bot, key, clock));
    upgraded = supergroup;
    var here = message(member);
    here.put("migrate_to_chat_id", supergroup.id);
    bot.updates.add(id, Map.of("message", here));
    var there = supergroup.message(member);
    there.put("migrate_from_chat_id", id);
    bot.updates.add(supergroup.id, Map.of("message", there));
    return supergroup;
  }

  @Override
  Map<String, Object> chat() {
    return Map.of("id", id, "type", id < SUPERGROUPS ? "supergroup" : "group", "title", "Tổ dân phố");
  }

  @Override
  @Nullable TelegramTwinReply refusal(TelegramTwinRequest call) {
    var there = upgraded;
    if (there != null) {
      return TelegramTwinReply.no(400, "Bad Request: group chat was upgraded to a supergroup chat", Map.of("migrate_to_chat_id", there.id));
    }
    if (kicked) {
      return TelegramTwinReply.no(403, "Forbidden: bot was kicked from the " + chat().get("type") + " chat");
    }
    long topic = call.number("message_thread_id", 0);
    return topic == 0 || topics.contains(topic) ? null : TelegramTwinReply.no(400, "Bad Request: message thread not found");
  }

  private Map<String, Object> message(long member) {
    var message = new LinkedHashMap<String, Object>();
    message.put("message_id", bot.nextMessageId());
    message.put("from", person(member));
    message.put("chat", chat());
    message.put("date", now());
    return message;
  }

  private static Map<String, Object> person(long id) {
    return Map.of("id", id, "is_bot", false, "first_name", "Bà con " + id);
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
