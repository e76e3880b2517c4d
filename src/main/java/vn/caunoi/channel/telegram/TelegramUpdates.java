package vn.caunoi.channel.telegram;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberUpdated;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.InboundMessage;
import vn.caunoi.channel.InboundMessage.Content;

/**
 * Reads updates. Only what one person does in a private chat with the bot becomes a message:
 * <pre>{"update_id":870001,"message":{"message_id":12,"from":{"id":5001,"is_bot":false,"first_name":"Lan"},
 *  "chat":{"id":5001,"type":"private"},"date":1795320000,"text":"báo tin"}}</pre>
 * The library refuses an object that lacks a field it holds for required; such an update is unknown, never an error.
 */
class TelegramUpdates {
  /** What Telegram is asked to send. */
  static final List<String> KINDS = List.of("message", "callback_query", "my_chat_member");

  private static final ObjectReader UPDATE = TelegramJson.MAPPER.readerFor(Update.class);
  private static final Pattern START = Pattern.compile("/start(?:@\\w+)?(?:\\s+(.*))?", Pattern.DOTALL);
  private static final Pattern PAYLOAD = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern COMMAND = Pattern.compile("/([a-z0-9_]{1,32})(?:@\\w+)?\\s*");
  private static final Pattern KIND_NAME = Pattern.compile("[a-z_]{1,40}");

  private final Map<String, String> keywords;

  /** {@code keywords}: what a command of the bot's menu stands for, in the words the flows know. */
  TelegramUpdates(Map<String, String> keywords) {
    this.keywords = Map.copyOf(keywords);
  }

  /** The body of one webhook call. Errs with {@link BrokenJson} when it is no JSON at all. */
  TelegramEvent read(ChannelAccount account, byte[] body, Instant now) throws BrokenJson {
    try {
      Update update = UPDATE.readValue(body);
      if (update != null && update.getUpdateId() != null && isKnown(update)) {
        return read(account, update, now);
      }
    } catch (DatabindException e) {
      // valid JSON perhaps, but not as the library expects it: looked at as a tree below
    } catch (IOException e) {
      throw new BrokenJson();
    }
    return unknown(tree(body));
  }

  /** One element of what getUpdates answered. */
  TelegramEvent read(ChannelAccount account, JsonNode node, Instant now) {
    try {
      Update update = UPDATE.readValue(node);
      if (update != null && update.getUpdateId() != null && isKnown(update)) {
        return read(account, update, now);
      }
    } catch (IOException e) {
      // one bad update must not hold up those behind it
    }
    return unknown(node);
  }

  private static boolean isKnown(Update update) {
    return update.getMessage() != null || update.getCallbackQuery() != null || update.getMyChatMember() != null;
  }

  private TelegramEvent read(ChannelAccount account, Update update, Instant now) {
    var key = update.getUpdateId().toString();
    if (update.getMessage() != null) {
      return message(account, key, update.getMessage());
    }
    return update.getCallbackQuery() != null
        ? pressed(account, key, update.getCallbackQuery(), now)
        : membership(account, key, update.getMyChatMember());
  }

  private TelegramEvent message(ChannelAccount account, String key, Message message) {
    var from = message.getFrom();
    if (!message.isUserMessage() || from == null || Boolean.TRUE.equals(from.getIsBot())) {
      return new TelegramEvent.Ignored(null);
    }
    var content = content(message);
    return content == null
        ? new TelegramEvent.Unknown("message")
        : done(account, key, from.getId(), Instant.ofEpochSecond(message.getDate()), content, null);
  }

  private @Nullable Content content(Message message) {
    if (message.getText() != null) {
      return text(message.getText());
    }
    var photo = TelegramPhotos.reference(message);
    if (photo != null) {
      return new Content.Photo(photo, message.getCaption());
    }
    if (message.getLocation() != null) {
      return new Content.Location(message.getLocation().getLatitude(), message.getLocation().getLongitude());
    }
    var kind = TelegramPhotos.otherKind(message);
    return kind == null ? null : new Content.Unsupported(kind);
  }

  /** The library fills in command entities lazily and gets {@code /start} wrong until then, so the text is read here. */
  private Content text(String text) {
    var start = START.matcher(text);
    if (start.matches()) {
      var payload = start.group(1);
      return new Content.Started(payload != null && PAYLOAD.matcher(payload).matches() ? payload : null);
    }
    var command = COMMAND.matcher(text);
    return new Content.Text(command.matches() ? keywords.getOrDefault(command.group(1), text) : text);
  }

  private static TelegramEvent pressed(ChannelAccount account, String key, CallbackQuery query, Instant now) {
    var message = query.getMessage();
    if (message == null || !message.isUserMessage() || query.getData() == null) {
      return new TelegramEvent.Ignored(query.getId());
    }
    return done(account, key, query.getFrom().getId(), now, new Content.Pressed(query.getData()), query.getId());
  }

  private static TelegramEvent membership(ChannelAccount account, String key, ChatMemberUpdated change) {
    if (!change.getChat().isUserChat()) {
      return new TelegramEvent.Ignored(null);
    }
    var member = change.getNewChatMember();
    var content = switch (member == null ? "" : member.getStatus()) {
      case "kicked" -> new Content.Left();
      case "member" -> new Content.Returned();
      default -> null;
    };
    return content == null
        ? new TelegramEvent.Unknown("my_chat_member")
        : done(account, key, change.getFrom().getId(), Instant.ofEpochSecond(change.getDate()), content, null);
  }

  private static TelegramEvent done(ChannelAccount account, String key, Long from, Instant at, Content content,
      @Nullable String callbackId) {
    var address = new ChannelAddress(Channel.TELEGRAM, account.id(), from.toString());
    return new TelegramEvent.Done(new InboundMessage(account.wardId(), address, key, at, content), callbackId);
  }

  /** What is said in a group is dropped here too: nothing of it may be stored, known or not. */
  private static TelegramEvent unknown(JsonNode update) {
    for (var field : update.properties()) {
      if (!field.getKey().equals("update_id")) {
        var body = field.getValue();
        var type = body.path("chat").path("type").asText(body.path("message").path("chat").path("type").asText("private"));
        var callbackId = field.getKey().equals("callback_query") ? body.path("id").asText(null) : null;
        return type.equals("private")
            ? new TelegramEvent.Unknown(KIND_NAME.matcher(field.getKey()).matches() ? field.getKey() : "other")
            : new TelegramEvent.Ignored(callbackId);
      }
    }
    return new TelegramEvent.Unknown("empty");
  }

  private static JsonNode tree(byte[] body) throws BrokenJson {
    try {
      var node = TelegramJson.MAPPER.readTree(body);
      if (node == null || node.isMissingNode()) {
        throw new BrokenJson();
      }
      return node;
    } catch (IOException e) {
      throw new BrokenJson();
    }
  }

  /** The bytes are no JSON. Carries nothing of them. */
  static final class BrokenJson extends Exception {
    private static final long serialVersionUID = 1;

    BrokenJson() {
      super("no JSON", null, false, false);
    }
  }
}
