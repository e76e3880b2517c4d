package vn.caunoi.channel.zalo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.GroupChat;
import vn.caunoi.channel.InboundMessage;
import vn.caunoi.channel.InboundMessage.Content;
import vn.caunoi.channel.InboundMessage.Content.Place;
import vn.caunoi.channel.Interaction;
import vn.caunoi.channel.zalo.ZaloGroupNews.Change;
import vn.caunoi.platform.VietnameseText;

/**
 * What happens in groups (GMF) of an OA. What people write there is dropped here, before anything is stored; the one exception is a command
 * to the bot, of which nothing is kept but that there was one. A command mentions the OA and says one of a few words, or nothing else:
 * <pre>{"oa_id":"1948…","sender":{"id":"6647…"},"recipient":{"id":"f4c1…"},"event_name":"user_send_group_text",
 *  "message":{"text":"[@1948…] menu","msg_id":"90ee…"}}</pre>
 */
final class ZaloGroupEvents {
  /** Zalo's own documents disagree about the names of approving, refusing, leaving and disbanding: all are taken. */
  private static final Map<String, Change> LIFE = Map.ofEntries(
      Map.entry("create_group", Change.CREATED),
      Map.entry("user_join_group", Change.JOINED),
      Map.entry("user_request_join_group", Change.ASKED_TO_JOIN),
      Map.entry("react_request_join_group", Change.ADMITTED),
      Map.entry("accept_request_join_group", Change.ADMITTED),
      Map.entry("react_request_join_group_accept", Change.ADMITTED),
      Map.entry("reject_request_join_group", Change.TURNED_AWAY),
      Map.entry("react_request_join_group_reject", Change.TURNED_AWAY),
      Map.entry("add_group_admin", Change.ADMIN_ADDED),
      Map.entry("remove_group_admin", Change.ADMIN_REMOVED),
      Map.entry("update_group_info", Change.UPDATED),
      Map.entry("user_out_group", Change.LEFT),
      Map.entry("user_leave_group", Change.LEFT),
      Map.entry("disperse_group", Change.DISBANDED),
      Map.entry("delete_group", Change.DISBANDED));

  private static final Set<String> COMMANDS = Set.of("", "menu", "bao tin", "tin bao", "gui tin", "gui tin bao", "phan anh", "to giac",
      "tro giup", "huong dan", "help", "bat dau", "xin chao", "chao");
  private static final Pattern MENTION = Pattern.compile("\\[@[^\\]]*\\]");
  private static final Pattern AROUND = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");

  /** At most one answer to a group in this time, however often it is called. */
  private static final long SECONDS_BETWEEN_ANSWERS = 600;

  private ZaloGroupEvents() {}

  /** Also of events that are new to us: whatever belongs to a group must never be kept raw. */
  static boolean concerns(String name) {
    return name.contains("group");
  }

  /** {@code oaId} is by which id the event named our OA. */
  static ZaloEvent read(String name, JsonNode event, ChannelAccount account, String oaId, Instant at) {
    var change = LIFE.get(name);
    if (change != null) {
      var news = new ZaloGroupNews.News(account, ZaloEvents.text(event, "group_id"), change, event.path("users").size(), at);
      return news.groupId().isEmpty() ? new ZaloEvent.Dropped("group_event") : new ZaloEvent.InGroup(news);
    }
    if (!name.startsWith("user_send_group_")) {
      return new ZaloEvent.Dropped("group_event");
    }
    var act = act(ZaloEvents.text(event.path("sender"), "id"), account, at);
    var group = ZaloEvents.text(event.path("recipient"), "id");
    boolean command = name.equals("user_send_group_text") && !group.isEmpty()
        && isCommand(ZaloEvents.text(event.path("message"), "text"), oaId);
    return command
        ? new ZaloEvent.Received(List.of(asked(group, ZaloEvents.text(event.path("message"), "msg_id"), account, at)), act)
        : new ZaloEvent.Dropped("group_message", act);
  }

  /** A word in a group opens the window of whoever said it, if we know them; of everybody else nothing is kept. */
  private static @Nullable Interaction act(String who, ChannelAccount account, Instant at) {
    return who.isEmpty() ? null : new Interaction(account.wardId(), new ChannelAddress(Channel.ZALO, account.id(), who), at);
  }

  private static boolean isCommand(String text, String oaId) {
    return text.contains("[@" + oaId + "]")
        && COMMANDS.contains(AROUND.matcher(VietnameseText.fold(MENTION.matcher(text).replaceAll(" "))).replaceAll(""));
  }

  private static InboundMessage asked(String group, String messageId, ChannelAccount account, Instant at) {
    var place = GroupChat.addressOf(account.id(), group);
    var key = "group_command:" + group + ":" + at.getEpochSecond() / SECONDS_BETWEEN_ANSWERS;
    return new InboundMessage(account.wardId(), place, key, at, new Content.Elsewhere(Place.GROUP, messageId.isEmpty() ? null : messageId));
  }
}
