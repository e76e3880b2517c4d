package vn.caunoi.channel.zalo;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.AccountRegister;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.OaSignIn.Outcome;
import vn.caunoi.channel.zalo.OfferedPairs.Offered;

/**
 * Brings a pair that Zalo granted to its account: stored first, then asked whose it is, and put in the place of the old one only if it is the
 * account's own OA, or the account has none yet. Everything else leaves the old pair as it is.
 */
@Component
class NewPairs {
  private final OfferedPairs offered;
  private final ZaloTokens tokens;
  private final ZaloApi api;
  private final ChannelAccounts accounts;
  private final AccountRegister register;

  /** What {@code getoa} says of an access token. */
  sealed interface Owner {}

  record Oa(String id, String name) implements Owner {}

  record NotTold(String reason) implements Owner {}

  NewPairs(OfferedPairs offered, ZaloTokens tokens, ZaloApi api, ChannelAccounts accounts, AccountRegister register) {
    this.offered = offered;
    this.tokens = tokens;
    this.api = api;
    this.accounts = accounts;
    this.register = register;
  }

  Mono<Outcome> take(ChannelAccount account, Offered granted) {
    return offered.keep(account, granted).then(prove(account, granted));
  }

  /** Looks once more at a pair that could not be proven; empty when there is none. */
  Mono<Outcome> lookAgain(ChannelAccount account) {
    return offered.find(account).flatMap(granted -> prove(account, granted));
  }

  /** Documents name the field {@code oaid}, running code reads {@code oa_id}. */
  Mono<Owner> ownerOf(ChannelAccount account, String accessToken) {
    return api.get(account.simulated(), "/v2.0/oa/getoa", accessToken).map(answer -> switch (answer) {
      case ZaloAnswer.Said said when said.error() == 0 -> {
        var id = ZaloEvents.text(said.data(), "oa_id");
        yield new Oa(id.isEmpty() ? ZaloEvents.text(said.data(), "oaid") : id, ZaloEvents.text(said.data(), "name"));
      }
      case ZaloAnswer.Said said -> new NotTold(String.valueOf(said.error()));
      case ZaloAnswer.Unreadable unreadable -> new NotTold("HTTP " + unreadable.httpStatus());
      case ZaloAnswer.NeverLeft never -> new NotTold("");
      case ZaloAnswer.Lost lost -> new NotTold("");
    });
  }

  /** The OA that the account is for; empty when it may become any. */
  Mono<String> expected(ChannelAccount account) {
    return accounts.secrets(account.wardId(), account.id()).map(ZaloApps::oaOf);
  }

  private Mono<Outcome> prove(ChannelAccount account, Offered granted) {
    return ownerOf(account, granted.pair().accessToken()).flatMap(owner -> switch (owner) {
      case Oa oa when !oa.id().isEmpty() -> settle(account, granted, oa);
      case Oa unnamed -> unproven(account, granted, "getoa");
      case NotTold silent -> unproven(account, granted, silent.reason());
    });
  }

  /** Without an answer, what Zalo said beside the code is good enough. */
  private Mono<Outcome> unproven(ChannelAccount account, Offered granted, String reason) {
    return granted.claimedOa().isEmpty()
        ? Mono.just(new Outcome.Unproven(account.id(), reason))
        : settle(account, granted, new Oa(granted.claimedOa(), ""));
  }

  private Mono<Outcome> settle(ChannelAccount account, Offered granted, Oa oa) {
    return expected(account).flatMap(expected -> {
      if (!expected.isEmpty() && !expected.equals(oa.id())) {
        return offered.drop(account).thenReturn(new Outcome.OtherOa(account.id(), expected, oa.id()));
      }
      return register.isTaken(account, oa.id()).flatMap(taken -> taken
          ? offered.drop(account).thenReturn(new Outcome.TakenOa(account.id(), oa.id()))
          : accept(account, granted, oa));
    });
  }

  private Mono<Outcome> accept(ChannelAccount account, Offered granted, Oa oa) {
    var alongside = accounts.keepExternalId(account.wardId(), account.id(), oa.id())
        .then(accounts.markRecovered(account.wardId(), account.id()))
        .then(offered.drop(account));
    return tokens.introduce(account, granted.pair(), alongside).thenReturn(new Outcome.Connected(account.id(), oa.id(), oa.name()));
  }
}
