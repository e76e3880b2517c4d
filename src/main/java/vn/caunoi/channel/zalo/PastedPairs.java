package vn.caunoi.channel.zalo;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.OaSignIn.Outcome;
import vn.caunoi.channel.zalo.TokenPairs.Kept;
import vn.caunoi.platform.InvalidInput;

/**
 * Tries a pair pasted from the API Explorer. A refresh token works once, so one that is ours or was ours is never shown to Zalo again, and an
 * access token that comes along tells whose pair it is before the refresh token is spent.
 */
@Component
class PastedPairs {
  private static final Pattern TOKEN = Pattern.compile("[!-~]{8,4000}");

  private final TokenPairs pairs;
  private final NewPairs newPairs;
  private final ZaloGrants grants;

  PastedPairs(TokenPairs pairs, NewPairs newPairs, ZaloGrants grants) {
    this.pairs = pairs;
    this.newPairs = newPairs;
    this.grants = grants;
  }

  Mono<Outcome> tryOut(ChannelAccount account, ZaloCredentials app, String refreshToken, String accessToken) {
    if (!TOKEN.matcher(refreshToken).matches()) {
      return Mono.error(new InvalidInput("refreshToken", "Refresh token chưa đúng dạng: dán nguyên cả chuỗi, không có khoảng trắng."));
    }
    if (!accessToken.isEmpty() && !TOKEN.matcher(accessToken).matches()) {
      return Mono.error(new InvalidInput("accessToken", "Access token chưa đúng dạng: dán nguyên cả chuỗi, hoặc để trống."));
    }
    return pairs.find(account).<Outcome>mapNotNull(kept -> known(account, app, kept, refreshToken))
        .switchIfEmpty(Mono.defer(() -> foreign(account, accessToken)))
        .switchIfEmpty(Mono.defer(() -> grants.byRefreshToken(account, app, refreshToken)
            .delayUntil(tried -> maySpend(tried) ? pairs.pasted(account, refreshToken) : Mono.empty())));
  }

  /** What Zalo refused, for instance because the app's secret is wrong, or never saw, is not spent and may be tried again. */
  private static boolean maySpend(Outcome tried) {
    return switch (tried) {
      case Outcome.Refused refused -> false;
      case Outcome.Away away -> away.asked();
      default -> true;
    };
  }

  private @Nullable Outcome known(ChannelAccount account, ZaloCredentials app, Kept kept, String refreshToken) {
    if (refreshToken.equals(kept.pair().refreshToken())) {
      return new Outcome.KnownToken(account.id(), true);
    }
    return refreshToken.equals(app.refreshToken()) || pairs.isSpent(kept, refreshToken) ? new Outcome.KnownToken(account.id(), false) : null;
  }

  /** Empty unless the access token surely is another OA's. */
  private Mono<Outcome> foreign(ChannelAccount account, String accessToken) {
    return accessToken.isEmpty()
        ? Mono.empty()
        : Mono.zip(newPairs.expected(account), newPairs.ownerOf(account, accessToken)).mapNotNull(both ->
            both.getT2() instanceof NewPairs.Oa oa && !both.getT1().isEmpty() && !oa.id().isEmpty() && !oa.id().equals(both.getT1())
                ? new Outcome.OtherOa(account.id(), both.getT1(), oa.id()) : null);
  }
}
