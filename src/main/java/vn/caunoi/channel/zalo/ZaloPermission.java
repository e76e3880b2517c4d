package vn.caunoi.channel.zalo;

import java.time.Instant;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;

/** Who must hear that an OA took our app's rights away. */
interface ZaloPermission {
  /**
   * Takes the account down visibly and leaves its tokens alone until a person connects the OA again. News from before the last connection is
   * old: Zalo repeats events for hours.
   */
  Mono<Void> revoked(ChannelAccount account, Instant at);
}
