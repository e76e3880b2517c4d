package vn.caunoi.channel.simulated;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Messages of one bot on their way to people: lengths are counted after the markup was read, keyboards looked through. */
class TelegramTwinSends {
  private static final int TEXT = 4_096;
  private static final int CAPTION = 1_024;
  private static final int CALLBACK_DATA = 64;
  private static final int PHOTO_BYTES = 10 * 1024 * 1024;

  private final TelegramTwinBot bot;
  private final Clock clock;

  TelegramTwinSends(TelegramTwinBot bot, Clock clock) {
    this.bot = bot;
    this.clock = clock;
  }

  TelegramTwinReply text(TelegramTwinRequest call) {
    return send(call, "text", TEXT, false);
  }

  TelegramTwinReply photo(TelegramTwinRequest call) {
    var bytes = call.files().get("photo");
    if (bytes == null && call.text("photo").isEmpty()) {
      return bad("there is no photo in the request");
    }
    return bytes != null && bytes.length > PHOTO_BYTES ? bad("file is too big") : send(call, "caption", CAPTION, true);
  }

  /** Only what the service asks for: away with the buttons of a message. */
  TelegramTwinReply takeButtons(TelegramTwinRequest call) {
    var chat = bot.chat(call.number("chat_id", 0));
    if (chat == null) {
      return bad("chat not found");
    }
    var wrong = chat.takeButtons(call.number("message_id", 0));
    return wrong == null ? TelegramTwinReply.ok(true) : bad(wrong);
  }

  private TelegramTwinReply send(TelegramTwinRequest call, String field, int limit, boolean photo) {
    var chat = bot.chat(call.number("chat_id", 0));
    if (chat == null) {
      return bad("chat not found");
    }
    var refusal = chat.refusal(call);
    if (refusal != null) {
      return refusal;
    }
    boolean html = call.text("parse_mode").equalsIgnoreCase("HTML");
    String text;
    try {
      text = html ? TelegramTwinHtml.plain(call.text(field)) : call.text(field);
    } catch (TelegramTwinHtml.Unparsable e) {
      return bad("can't parse entities: " + e.getMessage());
    }
    if (text.isBlank() && !photo) {
      return bad("message text is empty");
    }
    if (text.length() > limit) {
      return bad(photo ? "message caption is too long" : "message is too long");
    }
    return keyed(call, chat, text, html ? call.text(field) : null, photo);
  }

  private TelegramTwinReply keyed(TelegramTwinRequest call, TelegramTwinChat chat, String text, @Nullable String html, boolean photo) {
    var markup = call.object("reply_markup");
    var keyboard = markup == null ? "" : markup.has("inline_keyboard") ? "inline" : markup.has("keyboard") ? "reply" : "remove";
    var keys = markup == null ? List.<TelegramTwinMessage.Key>of() : keys(markup.path(keyboard.equals("inline") ? "inline_keyboard" : "keyboard"));
    var wrong = keyboard.equals("inline") ? wrongKey(keys) : null;
    if (wrong != null) {
      return bad(wrong);
    }
    if (keyboard.equals("reply") && keys.stream().anyMatch(key -> !key.asks().isEmpty()) && !(chat instanceof TelegramTwinResident)) {
      return bad("location and contact can be requested in private chats only");
    }
    return deliver(chat, new TelegramTwinMessage(bot.nextMessageId(), text, photo, keys, clock.instant(), html,
        call.number("message_thread_id", 0), answered(call.object("reply_parameters")), keyboard));
  }

  private static long answered(@Nullable JsonNode reply) {
    return reply == null ? 0 : reply.path("message_id").asLong(0);
  }

  private TelegramTwinReply deliver(TelegramTwinChat chat, TelegramTwinMessage message) {
    chat.receive(message);
    var body = new LinkedHashMap<String, Object>();
    body.put("message_id", message.id());
    body.put("from", bot.self());
    body.put("chat", chat.chat());
    body.put("date", message.at().getEpochSecond());
    body.put(message.photo() ? "caption" : "text", message.text());
    return TelegramTwinReply.ok(body);
  }

  private static List<TelegramTwinMessage.Key> keys(JsonNode rows) {
    var keys = new ArrayList<TelegramTwinMessage.Key>();
    for (var row : rows.values()) {
      for (var key : row.values()) {
        keys.add(key.isString() ? new TelegramTwinMessage.Key(key.asString(), "", "")
            : new TelegramTwinMessage.Key(key.path("text").asString(""), key.path("callback_data").asString(""), key.path("url").asString(""),
                key.path("request_location").asBoolean(false) ? "location" : key.path("request_contact").asBoolean(false) ? "contact" : ""));
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

  private static TelegramTwinReply bad(String text) {
    return TelegramTwinReply.no(400, "Bad Request: " + text);
  }
}
