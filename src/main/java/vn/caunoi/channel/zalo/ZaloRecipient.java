package vn.caunoi.channel.zalo;

import java.util.Map;
import vn.caunoi.channel.ChannelAddress;

/**
 * Who a message goes to, as {@link ChannelAddress#externalId()} writes it: the bare user id of a resident, or
 * {@code visitor:<id>/<conversation>} for somebody at the chat box of a website.
 */
sealed interface ZaloRecipient {
  /** One person in the chat with the OA. */
  record Resident(String userId) implements ZaloRecipient {
    @Override
    public Map<String, String> wire() {
      return Map.of("user_id", userId);
    }
  }

  /** Somebody without a Zalo account in sight, for as long as the page is open. */
  record Visitor(String anonymousId, String conversationId) implements ZaloRecipient {
    private static final String MARK = "visitor:";

    @Override
    public Map<String, String> wire() {
      return Map.of("anonymous_id", anonymousId, "conversation_id", conversationId);
    }

    String externalId() {
      return MARK + anonymousId + "/" + conversationId;
    }
  }

  /** The field {@code recipient} of a request. */
  Map<String, String> wire();

  static ZaloRecipient of(ChannelAddress address) {
    var id = address.externalId();
    int slash = id.indexOf('/');
    return id.startsWith(Visitor.MARK) && slash > 0
        ? new Visitor(id.substring(Visitor.MARK.length(), slash), id.substring(slash + 1))
        : new Resident(id);
  }
}
