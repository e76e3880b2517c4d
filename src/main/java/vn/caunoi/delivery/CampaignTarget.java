package vn.caunoi.delivery;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.OutboundMessage;

/**
 * One target of a campaign: a contact, or a group post when {@code contactId} is null. {@code groupId} is the residential group it is
 * counted under. A target that cannot be reached is in the ledger too, with the reason why: then {@code to} and {@code message} are null.
 * Targets that say the same share one stored text.
 */
public record CampaignTarget(@Nullable UUID contactId, @Nullable UUID groupId, Route route, @Nullable ChannelAddress to,
    @Nullable OutboundMessage message, @Nullable String skipReason) {

  public static CampaignTarget contact(UUID contactId, @Nullable UUID groupId, Route route, ChannelAddress to, OutboundMessage message) {
    return new CampaignTarget(contactId, groupId, route, to, message, null);
  }

  public static CampaignTarget post(UUID groupId, Route route, ChannelAddress to, OutboundMessage message) {
    return new CampaignTarget(null, groupId, route, to, message, null);
  }

  /** Reads the post in the group of their residential group, so gets no copy; {@code reason} says so. */
  public static CampaignTarget byPost(UUID contactId, @Nullable UUID groupId, String reason) {
    return new CampaignTarget(contactId, groupId, Route.ZALO_GROUP, null, null, reason);
  }

  /** Nothing will be sent; {@code reason} is a short stable word, for instance {@code no-consent}. */
  public static CampaignTarget skipped(UUID contactId, @Nullable UUID groupId, String reason) {
    return new CampaignTarget(contactId, groupId, Route.NONE, null, null, reason);
  }
}
