package vn.caunoi.channel.simulated;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The methods of one bot, as the server answers them. */
class TelegramTwinBot {
  private static final int DOWNLOAD_BYTES = 20 * 1024 * 1024;
  private static final int DESCRIPTION = 512;
  private static final int SHORT_DESCRIPTION = 120;

  final long id;
  final String username;
  final TelegramTwinUpdates updates;
  final Map<Long, TelegramTwinResident> residents = new ConcurrentHashMap<>();
  final Map<Long, TelegramTwinGroup> groups = new ConcurrentHashMap<>();
  final Map<String, byte[]> files = new ConcurrentHashMap<>();
  /** By language; those for groups by {@code all_group_chats/} and the language. */
  final Map<String, String> commands = new ConcurrentHashMap<>();
  /** What {@code setMyDescription} and {@code setMyShortDescription} were given last. */
  final Map<String, String> descriptions = new ConcurrentHashMap<>();
  final Set<String> openQueries = ConcurrentHashMap.newKeySet();
  /** Privacy mode is off. */
  volatile boolean readsGroups;
  private final AtomicLong messageIds = new AtomicLong(100);
  private final TelegramTwinSends sends;

  TelegramTwinBot(long id, Clock clock, TelegramTwinRules rules, TwinJournal journal) {
    this.id = id;
    this.username = "cau_noi_" + id + "_bot";
    this.updates = new TelegramTwinUpdates(clock.instant(), rules, journal);
    this.sends = new TelegramTwinSends(this, clock);
  }

  Map<String, Object> self() {
    return Map.of("id", id, "is_bot", true, "first_name", "Cầu Nối", "username", username);
  }

  long nextMessageId() {
    return messageIds.incrementAndGet();
  }

  @Nullable TelegramTwinChat chat(long chatId) {
    return chatId < 0 ? groups.get(chatId) : residents.get(chatId);
  }

  TelegramTwinReply answer(String method, TelegramTwinRequest call) {
    return switch (method) {
      case "getme" -> TelegramTwinReply.ok(Map.of("id", id, "is_bot", true, "first_name", "Cầu Nối", "username", username,
          "can_read_all_group_messages", readsGroups));
      case "setwebhook" -> setWebhook(call);
      case "deletewebhook" -> updates.hook("", "");
      case "getwebhookinfo" -> TelegramTwinReply.ok(updates.info());
      case "setmycommands" -> setCommands(call);
      case "setmydescription" -> describe(method, call.text("description"), DESCRIPTION);
      case "setmyshortdescription" -> describe(method, call.text("short_description"), SHORT_DESCRIPTION);
      case "sendmessage" -> sends.text(call);
      case "sendphoto" -> sends.photo(call);
      case "editmessagereplymarkup" -> sends.takeButtons(call);
      case "answercallbackquery" -> openQueries.remove(call.text("callback_query_id"))
          ? TelegramTwinReply.ok(true)
          : bad("query is too old and response timeout expired or query ID is invalid");
      case "getfile" -> getFile(call.text("file_id"));
      default -> TelegramTwinReply.no(404, "Not Found");
    };
  }

  private TelegramTwinReply setWebhook(TelegramTwinRequest call) {
    var url = call.text("url");
    if (!url.isEmpty() && !url.startsWith("https://") && !url.startsWith("http://127.0.0.1") && !url.startsWith("http://localhost")) {
      return bad("bad webhook: An HTTPS URL must be provided for webhook");
    }
    return call.text("secret_token").matches("[A-Za-z0-9_-]{0,256}")
        ? updates.hook(url, call.text("secret_token"))
        : bad("secret token contains unallowed characters");
  }

  private TelegramTwinReply setCommands(TelegramTwinRequest call) {
    var list = call.object("commands");
    for (var command : list == null ? List.<JsonNode>of() : list.values()) {
      if (!command.path("command").asString("").matches("[a-z0-9_]{1,32}") || command.path("description").asString("").isEmpty()) {
        return bad("BOT_COMMAND_INVALID");
      }
    }
    var scope = call.object("scope");
    var whose = scope == null ? "" : scope.path("type").asString("") + "/";
    commands.put(whose + call.text("language_code"), String.valueOf(list));
    return TelegramTwinReply.ok(true);
  }

  private TelegramTwinReply describe(String method, String text, int most) {
    if (text.length() > most) {
      return bad("description is too long");
    }
    descriptions.put(method, text);
    return TelegramTwinReply.ok(true);
  }

  private TelegramTwinReply getFile(String fileId) {
    var bytes = files.get(fileId);
    if (bytes == null) {
      return bad("wrong file_id or the file is temporarily unavailable");
    }
    return bytes.length > DOWNLOAD_BYTES
        ? bad("file is too big")
        : TelegramTwinReply.ok(Map.of("file_id", fileId, "file_unique_id", fileId, "file_size", bytes.length,
            "file_path", "photos/" + fileId + ".jpg"));
  }

  private static TelegramTwinReply bad(String text) {
    return TelegramTwinReply.no(400, "Bad Request: " + text);
  }
}
