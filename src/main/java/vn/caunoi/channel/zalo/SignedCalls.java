package vn.caunoi.channel.zalo;

import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;

/** Calls that need the OA's token. When Zalo refuses the token, the call is made once more with a new one: a refused token proves nothing was done. */
@Component
class SignedCalls {
  /** The business host's word for a token that it does not take. */
  private static final int BUSINESS_TOKEN = -124;

  private final AccessTokens tokens;
  private final OaUsage usage;

  SignedCalls(AccessTokens tokens, OaUsage usage) {
    this.tokens = tokens;
    this.usage = usage;
  }

  /** Errs with {@link AccessTokens.NoToken}. */
  Mono<ZaloAnswer> ask(ChannelAccount account, Function<String, Mono<ZaloAnswer>> call) {
    return tokens.current(account).flatMap(token -> call.apply(token).flatMap(answer ->
        answer instanceof ZaloAnswer.Said said && (said.error() == BUSINESS_TOKEN || ZaloErrors.wantsToken(said.error()))
            ? tokens.renew(account, token).flatMap(call)
            : Mono.just(answer)))
        .delayUntil(answer -> answer instanceof ZaloAnswer.Said said ? usage.seen(account, said) : Mono.empty());
  }
}
