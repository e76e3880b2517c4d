package vn.caunoi.channel.telegram;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.InboundMessage;
import vn.caunoi.channel.InboundMessage.Content;

/**
 * Groups, supergroups and channels. What people say there is dropped right here; a command to the bot is answered, not kept. (By default
 * Telegram shows a bot nothing else: commands, replies to it and service messages. That is its privacy mode.)
 *
 * <p>A group that becomes a supergroup gets a new id. Telegram says so in both: {@code {"chat":{"id":-45,"type":"group"},
 * "migrate_to_chat_id":-1001234567890}} and {@code {"chat":{"id":-1001234567890,"type":"supergroup"},"migrate_from_chat_id":-45}}.
 */
final class TelegramGroups {
  private static final Pattern COMMAND = Pattern.compile("/([A-Za-z0-9_]{1,32})(?:@(\\w+))?(?:\\s+([A-Za-z0-9_-]{1,64}))?(?:\\s.*)?", Pattern.DOTALL);

  private TelegramGroups() {}

  static TelegramEvent read(ChannelAccount account, String key, Message message, TelegramMenu menu) {
    if (message.getMigrateToChatId() != null) {
      return moved(account, key, message, message.getChatId(), message.getMigrateToChatId());
    }
    if (message.getMigrateFromChatId() != null) {
      return moved(account, key, message, message.getMigrateFromChatId(), message.getChatId());
    }
    return message.getText() == null ? TelegramEvent.Ignored.QUIETLY : said(account, message, menu);
  }

  private static TelegramEvent moved(ChannelAccount account, String key, Message message, Long from, Long to) {
    var old = new ChannelAddress(Channel.TELEGRAM, account.id(), from.toString());
    return new TelegramEvent.Done(new InboundMessage(account.wardId(), old, key, Instant.ofEpochSecond(message.getDate()),
        new Content.Moved(to.toString())), List.of());
  }

  private static TelegramEvent said(ChannelAccount account, Message message, TelegramMenu menu) {
    var command = COMMAND.matcher(message.getText());
    if (!command.matches()) {
      return TelegramEvent.Ignored.QUIETLY;
    }
    var name = command.group(1).toLowerCase(Locale.ROOT);
    boolean toUs = command.group(2) == null ? menu.knows(name) : command.group(2).equalsIgnoreCase(account.externalId());
    if (!toUs) {
      return TelegramEvent.Ignored.QUIETLY;
    }
    var topic = message.isTopicMessage() ? message.getMessageThreadId() : null;
    var link = name.equals("start") ? command.group(3) : menu.link(name);
    return new TelegramEvent.Ignored(List.of(
        new TelegramCourtesy.WritePrivately(new TelegramChat(message.getChatId(), topic), message.getMessageId(), link)));
  }
}
