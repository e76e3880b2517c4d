package vn.caunoi.channel.zalo;

import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;

/** What is known of each OA. */
interface ZaloPins {
  /** Empty until something was learnt. */
  Mono<ZaloPin> find(ChannelAccount account);

  Mono<ZaloPin> keep(ChannelAccount account, ZaloPin pin);
}
