package vn.caunoi.channel.zalo;

import java.util.UUID;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;

/** Pictures as Zalo wants them: uploaded once, named by an attachment id that lives seven days. */
interface ZaloPictures {
  /** Empty when there is no such picture or Zalo does not take it; then the text goes alone. */
  Mono<String> attachmentId(ChannelAccount account, String token, UUID image);

  /** The id has expired: the next question uploads again. */
  void forget(ChannelAccount account, UUID image);
}
