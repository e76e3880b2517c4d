package vn.caunoi.channel.telegram;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberUpdated;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import vn.caunoi.channel.Button;
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
  /** What Telegram is asked to send; left out, it would keep what an earlier call asked for. */
  static final List<String> KINDS = List.of("message", "edited_message", "callback_query", "my_chat_member");

  private static final ObjectReader UPDATE = TelegramJson.MAPPER.readerFor(Update.class);
  private static final Pattern KIND_NAME = Pattern.compile("[a-z_]{1,40}");

  private final TelegramMenu menu;
  private final TelegramContents contents;

  TelegramUpdates(TelegramMenu menu) {
    this.menu = menu;
    this.contents = new TelegramContents(menu.keywords());
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
    return update.getMessage() != null || update.getEditedMessage() != null || update.getCallbackQuery() != null
        || update.getMyChatMember() != null;
  }

  private TelegramEvent read(ChannelAccount account, Update update, Instant now) {
    var key = update.getUpdateId().toString();
    if (update.getMessage() != null) {
      return update.getMessage().isUserMessage()
          ? message(account, key, update.getMessage())
          : TelegramGroups.read(account, key, update.getMessage(), menu);
    }
    if (update.getEditedMessage() != null) {
      return edited(account, key, update.getEditedMessage(), now);
    }
    return update.getCallbackQuery() != null
        ? pressed(account, key, update.getCallbackQuery(), now)
        : membership(account, key, update.getMyChatMember());
  }

  private TelegramEvent message(ChannelAccount account, String key, Message message) {
    if (!isByAPerson(message)) {
      return TelegramEvent.Ignored.QUIETLY;
    }
    var content = contents.read(message);
    if (content == null) {
      return new TelegramEvent.Unknown("message");
    }
    var from = address(account, message.getFrom().getId());
    return done(account, key, from, Instant.ofEpochSecond(message.getDate()), content, List.of(new TelegramCourtesy.TakeButtons(from, null)));
  }

  /** What it says now is not read. A place that moves along with the phone comes as edits too: it is followed nowhere. */
  private static TelegramEvent edited(ChannelAccount account, String key, Message message, Instant now) {
    boolean words = message.getText() != null || message.getCaption() != null;
    return message.isUserMessage() && isByAPerson(message) && words
        ? done(account, key, address(account, message.getFrom().getId()), now, new Content.Edited(), List.of())
        : TelegramEvent.Ignored.QUIETLY;
  }

  private static boolean isByAPerson(Message message) {
    return message.getFrom() != null && !Boolean.TRUE.equals(message.getFrom().getIsBot());
  }

  /** {@code message} is one without content ("inaccessible", date 0) when the button is old. */
  private static TelegramEvent pressed(ChannelAccount account, String key, CallbackQuery query, Instant now) {
    var owed = new ArrayList<TelegramCourtesy>();
    owed.add(new TelegramCourtesy.StopSpinner(query.getId()));
    var message = query.getMessage();
    if (message == null || !message.isUserMessage() || query.getData() == null) {
      return new TelegramEvent.Ignored(List.copyOf(owed));
    }
    var from = address(account, query.getFrom().getId());
    boolean asked = isOnce(query.getData()) || message instanceof Message whole && whole.getReplyMarkup() != null
        && whole.getReplyMarkup().getKeyboard().stream().anyMatch(row -> row.stream().anyMatch(button -> isOnce(button.getCallbackData())));
    owed.add(new TelegramCourtesy.TakeButtons(from, asked ? message.getMessageId() : null));
    return done(account, key, from, now, new Content.Pressed(query.getData()), List.copyOf(owed));
  }

  private static boolean isOnce(@Nullable String data) {
    return data != null && new Button.Reply("", data).answersOnce();
  }

  private static TelegramEvent membership(ChannelAccount account, String key, ChatMemberUpdated change) {
    if (!change.getChat().isUserChat()) {
      return TelegramEvent.Ignored.QUIETLY;
    }
    var member = change.getNewChatMember();
    var content = switch (member == null ? "" : member.getStatus()) {
      case "kicked" -> new Content.Left();
      case "member" -> new Content.Returned();
      default -> null;
    };
    return content == null
        ? new TelegramEvent.Unknown("my_chat_member")
        : done(account, key, address(account, change.getFrom().getId()), Instant.ofEpochSecond(change.getDate()), content, List.of());
  }

  private static ChannelAddress address(ChannelAccount account, Long person) {
    return new ChannelAddress(Channel.TELEGRAM, account.id(), person.toString());
  }

  private static TelegramEvent done(ChannelAccount account, String key, ChannelAddress from, Instant at, Content content,
      List<TelegramCourtesy> courtesies) {
    return new TelegramEvent.Done(new InboundMessage(account.wardId(), from, key, at, content), courtesies);
  }

  /** What is said in a group is dropped here too: nothing of it may be stored, known or not. */
  private static TelegramEvent unknown(JsonNode update) {
    for (var field : update.properties()) {
      if (!field.getKey().equals("update_id")) {
        var body = field.getValue();
        var type = body.path("chat").path("type").asText(body.path("message").path("chat").path("type").asText("private"));
        var spinner = field.getKey().equals("callback_query") && body.path("id").isTextual()
            ? List.<TelegramCourtesy>of(new TelegramCourtesy.StopSpinner(body.path("id").asText())) : List.<TelegramCourtesy>of();
        return type.equals("private")
            ? new TelegramEvent.Unknown(KIND_NAME.matcher(field.getKey()).matches() ? field.getKey() : "other", spinner)
            : new TelegramEvent.Ignored(spinner);
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
