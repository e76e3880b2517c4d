package vn.caunoi.channel.simulated;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The methods of one bot, as the server answers them. */
class TelegramTwinBot {
  private static final int TEXT = 4_096;
  private static final int CAPTION = 1_024;
  private static final int CALLBACK_DATA = 64;
  private static final int PHOTO_BYTES = 10 * 1024 * 1024;
  private static final int DOWNLOAD_BYTES = 20 * 1024 * 1024;

  final long id;
  final String username;
  final TelegramTwinUpdates updates;
  final Map<Long, TelegramTwinResident> residents = new ConcurrentHashMap<>();
  final Map<String, byte[]> files = new ConcurrentHashMap<>();
  final Map<String, String> commands = new ConcurrentHashMap<>();
  final Set<String> openQueries = ConcurrentHashMap.newKeySet();
  private final AtomicLong messageIds = new AtomicLong(100);
  private final Clock clock;

  TelegramTwinBot(long id, Clock clock, TelegramTwinRules rules, TwinJournal journal) {
    this.id = id;
    this.username = "cau_noi_" + id + "_bot";
    this.clock = clock;
    this.updates = new TelegramTwinUpdates(clock.instant(), rules, journal);
  }

  Map<String, Object> self() {
    return Map.of("id", id, "is_bot", true, "first_name", "Cầu Nối", "username", username);
  }

  long nextMessageId() {
    return messageIds.incrementAndGet();
  }

  TelegramTwinReply answer(String method, TelegramTwinRequest call) {
    return switch (method) {
      case "getme" -> TelegramTwinReply.ok(self());
      case "setwebhook" -> setWebhook(call);
      case "deletewebhook" -> updates.hook("", "");
      case "getwebhookinfo" -> TelegramTwinReply.ok(updates.info());
      case "setmycommands" -> setCommands(call);
      case "sendmessage" -> send(call, call.text("text"), TEXT, false);
      case "sendphoto" -> sendPhoto(call);
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
    commands.put(call.text("language_code"), String.valueOf(list));
    return TelegramTwinReply.ok(true);
  }

  private TelegramTwinReply sendPhoto(TelegramTwinRequest call) {
    var bytes = call.files().get("photo");
    if (bytes == null && call.text("photo").isEmpty()) {
      return bad("there is no photo in the request");
    }
    if (bytes != null && bytes.length > PHOTO_BYTES) {
      return bad("file is too big");
    }
    return send(call, call.text("caption"), CAPTION, true);
  }

  private TelegramTwinReply send(TelegramTwinRequest call, String text, int limit, boolean photo) {
    var resident = residents.get(call.number("chat_id", 0));
    if (resident == null) {
      return bad("chat not found");
    }
    if (resident.hasBlocked()) {
      return TelegramTwinReply.no(403, "Forbidden: bot was blocked by the user");
    }
    if (!resident.hasStarted()) {
      return TelegramTwinReply.no(403, "Forbidden: bot can't initiate conversation with a user");
    }
    if (text.isBlank() && !photo) {
      return bad("message text is empty");
    }
    if (text.length() > limit) {
      return bad(photo ? "message caption is too long" : "message is too long");
    }
    var keys = keys(call.object("reply_markup"));
    var wrong = wrongKey(keys);
    return wrong == null ? deliver(resident, text, photo, keys) : bad(wrong);
  }

  private TelegramTwinReply deliver(TelegramTwinResident resident, String text, boolean photo, List<TelegramTwinMessage.Key> keys) {
    var at = clock.instant();
    var message = new TelegramTwinMessage(nextMessageId(), text, photo, keys, at);
    resident.receive(message);
    var body = new LinkedHashMap<String, Object>();
    body.put("message_id", message.id());
    body.put("from", self());
    body.put("chat", resident.chat());
    body.put("date", at.getEpochSecond());
    body.put(photo ? "caption" : "text", text);
    return TelegramTwinReply.ok(body);
  }

  private static List<TelegramTwinMessage.Key> keys(@Nullable JsonNode markup) {
    var keys = new ArrayList<TelegramTwinMessage.Key>();
    if (markup != null) {
      for (var row : markup.path("inline_keyboard").values()) {
        for (var key : row.values()) {
          keys.add(new TelegramTwinMessage.Key(key.path("text").asString(""), key.path("callback_data").asString(""),
              key.path("url").asString("")));
        }
      }
    }
    return keys;
  }

  private static @Nullable String wrongKey(List<TelegramTwinMessage.Key> keys) {
    for (var key : keys) {
      if (key.data().isEmpty() == key.url().isEmpty()) {
        return "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard";
      }
      if (key.data().getBytes(StandardCharsets.UTF_8).length > CALLBACK_DATA) {
        return "BUTTON_DATA_INVALID";
      }
      if (!key.url().isEmpty() && !key.url().toLowerCase(Locale.ROOT).matches("(https?|tg)://[^/]*\\.[^/]+.*")) {
        return "inline keyboard button URL '" + key.url() + "' is invalid: Wrong HTTP URL";
      }
    }
    return null;
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
