package vn.caunoi.delivery;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.OutboundMessage;

/**
 * One message to put into the ledger. {@code contactId} is null for everything that belongs to a tip: no row carries both.
 * {@code conversationId} is set for replies of a flow, so that an anonymous trail can be erased. An {@code ephemeral} text is wiped from
 * the ledger as soon as its fate is known.
 */
public record NewDelivery(UUID wardId, ChannelAddress to, Purpose purpose, Route route, OutboundMessage message,
    @Nullable UUID contactId, @Nullable UUID conversationId, boolean ephemeral) {

  /** Decides what follows an unknown outcome and which goes first in a lane. */
  public enum Purpose {
    /** The bot's turn of a conversation: repeated once, marked, after an unknown outcome. */
    CONVERSATION,
    /** An officer's answer to a tip: repeated once, marked. */
    TIP_REPLY,
    /** An invitation to rate: never repeated. */
    INVITATION,
    /** One target of a campaign: never repeated by itself; goes after everything else. */
    CAMPAIGN;

    /** A second copy is better than none. */
    boolean repeatsOnce() {
      return this == CONVERSATION || this == TIP_REPLY;
    }

    /** Somebody waits for it. */
    boolean isConversational() {
      return this == CONVERSATION || this == TIP_REPLY;
    }
  }

  public static NewDelivery reply(UUID wardId, ChannelAddress to, Route route, OutboundMessage message, UUID contactId, UUID conversationId) {
    return new NewDelivery(wardId, to, Purpose.CONVERSATION, route, message, contactId, conversationId, false);
  }
}
