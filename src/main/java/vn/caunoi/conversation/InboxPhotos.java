package vn.caunoi.conversation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.InboundMedia;
import vn.caunoi.channel.InboundMessage;
import vn.caunoi.channel.InboundMessage.Content;
import vn.caunoi.media.Attachment;
import vn.caunoi.media.AttachmentStore;
import vn.caunoi.platform.InvalidInput;

/** Fetches the photo of a message from its network and stores it, while nothing is locked. */
@Component
class InboxPhotos {
  /** How long the sender waits for it before another worker tries; longer than {@link #LIMIT}. */
  static final Duration HOLD = Duration.ofSeconds(60);
  private static final Duration LIMIT = Duration.ofSeconds(45);

  private final Map<Channel, InboundMedia> networks;
  private final ChannelAccounts accounts;
  private final AttachmentStore store;
  private final InboxClaims claims;

  InboxPhotos(List<InboundMedia> networks, ChannelAccounts accounts, AttachmentStore store, InboxClaims claims) {
    this.networks = networks.stream().collect(Collectors.toMap(InboundMedia::channel, Function.identity()));
    this.accounts = accounts;
    this.store = store;
    this.claims = claims;
  }

  /** Notes the stored photo with its message, or that there is none to be had; the sender may go on then. */
  Mono<Void> settle(OpenMessage open, InboundMessage message) {
    var network = networks.get(message.from().channel());
    if (network == null || !(message.content() instanceof Content.Photo photo)) {
      return claims.settlePhoto(open, null);
    }
    return accounts.get(open.wardId(), open.accountId())
        .flatMap(account -> network.fetch(account, photo.reference()))
        .flatMap(bytes -> store.store(open.wardId(), bytes))
        .map(Attachment::id).map(Optional::of)
        .timeout(LIMIT)
        .onErrorReturn(InvalidInput.class, Optional.<UUID>empty())
        .defaultIfEmpty(Optional.empty())
        .flatMap(stored -> claims.settlePhoto(open, stored.orElse(null)));
  }
}
