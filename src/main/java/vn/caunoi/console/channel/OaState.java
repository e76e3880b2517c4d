package vn.caunoi.console.channel;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.OaSignIn;
import vn.caunoi.channel.TokenLife;
import vn.caunoi.channel.TokenLives;

/** The page of one OA's connection: what is there, until when its tokens live, and how the last attempt ended. */
@Component
class OaState {
  private final ChannelAccounts accounts;
  private final OaSignIn signIn;
  private final TokenLives lives;
  private final Clock clock;

  OaState(ChannelAccounts accounts, OaSignIn signIn, TokenLives lives, Clock clock) {
    this.accounts = accounts;
    this.signIn = signIn;
    this.lives = lives;
    this.clock = clock;
  }

  Mono<Rendering.Builder<?>> page(UUID ward, UUID account) {
    var life = lives.of(ward).filter(one -> one.accountId().equals(account)).next().map(Optional::of).defaultIfEmpty(Optional.empty());
    return Mono.zip(signIn.setup(ward, account), accounts.get(ward, account), life).map(parts -> Rendering.view("channel/zalo")
        .modelAttribute("setup", parts.getT1()).modelAttribute("account", parts.getT2())
        .modelAttribute("life", parts.getT3().orElse(null))
        .modelAttribute("warning", parts.getT3().map(this::warning).orElse(""))
        .modelAttribute("secure", parts.getT1().callback().startsWith("https://")));
  }

  private String warning(TokenLife life) {
    var warning = life.warning(clock.instant());
    return warning == null ? "" : warning;
  }
}
