package vn.caunoi.channel.zalo;

import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.OaSignIn.Outcome;
import vn.caunoi.channel.zalo.OfferedPairs.Offered;

/** Shows Zalo what a person brought, a code or a refresh token, and hands on the pair that it is worth. */
@Component
class ZaloGrants {
  private final ZaloOAuth oauth;
  private final NewPairs newPairs;
  private final Clock clock;

  ZaloGrants(ZaloOAuth oauth, NewPairs newPairs, Clock clock) {
    this.oauth = oauth;
    this.newPairs = newPairs;
    this.clock = clock;
  }

  /** {@code claimedOa}: the OA that Zalo named beside the code; may be empty. */
  Mono<Outcome> byCode(ChannelAccount account, ZaloCredentials app, String code, String verifier, String claimedOa) {
    return oauth.exchange(account.simulated(), app.appId(), app.appSecret(), code, verifier).flatMap(reply -> take(account, reply, claimedOa));
  }

  Mono<Outcome> byRefreshToken(ChannelAccount account, ZaloCredentials app, String refreshToken) {
    return oauth.refresh(account.simulated(), app.appId(), app.appSecret(), refreshToken).flatMap(reply -> take(account, reply, ""));
  }

  private Mono<Outcome> take(ChannelAccount account, ZaloOAuth.Reply reply, String claimedOa) {
    return switch (reply) {
      case ZaloOAuth.Granted granted -> newPairs.take(account, new Offered(TokenPair.granted(granted, clock.instant()), claimedOa));
      case ZaloOAuth.Denied denied -> Mono.just(new Outcome.Refused(account.id(), denied.code()));
      case ZaloOAuth.Unavailable away -> Mono.just(new Outcome.Away(account.id(), away.asked()));
    };
  }
}
