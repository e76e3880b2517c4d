package vn.caunoi.channel.zalo;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.DeliveryReceipt;
import vn.caunoi.channel.InboundMessage;
import vn.caunoi.channel.Interaction;

/** What one well-signed event means to us. */
sealed interface ZaloEvent {
  /** A resident did something towards our OA. {@code act}: whose window opens, when the sender is a group. */
  record Received(List<InboundMessage> messages, @Nullable Interaction act) implements ZaloEvent {
    Received(List<InboundMessage> messages) {
      this(messages, null);
    }
  }

  /** Zalo tells what became of messages of the OA; also those a person typed in the OA manager. */
  record Settled(List<DeliveryReceipt> receipts) implements ZaloEvent {}

  /** Something happened to a group of the OA. */
  record InGroup(ZaloGroupNews.News news) implements ZaloEvent {}

  /**
   * Seen and counted under {@code kind}, never stored: what residents write in groups, what the OA's own people do, what we have no use for.
   * {@code act}: what was said is gone, that it was said opens a window.
   */
  record Dropped(String kind, @Nullable Interaction act) implements ZaloEvent {
    Dropped(String kind) {
      this(kind, null);
    }
  }

  /** The OA took our app's rights away at this time. */
  record Revoked(ChannelAccount account, Instant at) implements ZaloEvent {}

  /** Of an OA that is not ours: the console's test ping when the webhook address is saved. */
  record Foreign() implements ZaloEvent {}

  /** Of our OA, but of a kind we do not read. */
  record Unknown(ChannelAccount account, String kind) implements ZaloEvent {}
}
