package vn.caunoi.channel.webchat;

import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.InboundMedia;
import vn.caunoi.media.AttachmentStore;
import vn.caunoi.platform.NotFound;

/**
 * Hands over a photo that the page holds: the reference is its attachment. Whoever fetches it keeps a copy of his own, because the page's
 * goes when the visitor clears the page or the trail of a tip is erased.
 */
@Component
class WebchatMedia implements InboundMedia {
  private final AttachmentStore attachments;

  WebchatMedia(AttachmentStore attachments) {
    this.attachments = attachments;
  }

  @Override
  public Channel channel() {
    return Channel.WEB;
  }

  @Override
  public Mono<byte[]> fetch(ChannelAccount account, String reference) {
    return attachments.original(account.wardId(), UUID.fromString(reference)).onErrorComplete(NotFound.class);
  }
}
