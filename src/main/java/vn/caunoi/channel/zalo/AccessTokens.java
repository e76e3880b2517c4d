package vn.caunoi.channel.zalo;

import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.SendOutcome;

/** Where the sender gets its access token from. */
interface AccessTokens {
  /** Errs with {@link NoToken}. */
  Mono<String> current(ChannelAccount account);

  /** Another token than {@code refused}, which Zalo has just refused. Errs with {@link NoToken}. */
  Mono<String> renew(ChannelAccount account, String refused);

  /** There is no token to send with; {@code outcome} says what that means for a message. */
  class NoToken extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient SendOutcome outcome;

    NoToken(SendOutcome outcome) {
      super(outcome.toString(), null, false, false);
      this.outcome = outcome;
    }

    SendOutcome outcome() {
      return outcome;
    }
  }
}
