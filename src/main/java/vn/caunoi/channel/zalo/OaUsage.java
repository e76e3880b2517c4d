package vn.caunoi.channel.zalo;

import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;

/** Learns from every answer how much an OA may still send. */
interface OaUsage {
  /** Completes soon and never errs: what is learnt must not hold up what is sent. */
  Mono<Void> seen(ChannelAccount account, ZaloAnswer.Said said);
}
