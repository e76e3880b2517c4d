package vn.caunoi.channel.zalo;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAccounts.Secrets;
import vn.caunoi.channel.OaSignIn;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.NotFound;

/** OAuth v4 of an OA, from the console: out to Zalo's page with a challenge and a state, back with a code, and the code for a pair. */
class ZaloSignIn implements OaSignIn {
  private final ChannelAccounts accounts;
  private final SignInTrips trips;
  private final FixedVerifiers verifiers;
  private final Zalo zalo;
  private final Clock clock;

  /** Zalo's side: its page, and what it grants. */
  record Zalo(ZaloConsentPage page, ZaloGrants grants, PastedPairs pasted) {}

  ZaloSignIn(ChannelAccounts accounts, SignInTrips trips, FixedVerifiers verifiers, Zalo zalo, Clock clock) {
    this.accounts = accounts;
    this.trips = trips;
    this.verifiers = verifiers;
    this.zalo = zalo;
    this.clock = clock;
  }

  @Override
  public Mono<Setup> setup(UUID ward, UUID account) {
    return oa(ward, account).flatMap(secrets -> verifiers.find(ward, account).map(Pkce::challenge).map(Optional::of).defaultIfEmpty(Optional.empty())
        .map(challenge -> new Setup(isReady(secrets), blankToNull(ZaloApps.oaOf(secrets)), zalo.page().callback(), challenge.orElse(null))));
  }

  @Override
  public Mono<Leave> begin(UUID ward, UUID account, UUID session) {
    return ready(ward, account).flatMap(secrets -> verifiers.next(ward, account).flatMap(pkce ->
        trips.begin(ward, account, session, pkce).map(state -> new Leave(
            zalo.page().address(secrets.account().simulated(), app(secrets).appId(), pkce, state), clock.instant().plus(PATIENCE)))));
  }

  @Override
  public Mono<Outcome> finish(UUID ward, UUID session, Return back) {
    return trips.end(ward, session, back.state()).flatMap(way -> switch (way) {
      case SignInTrips.Closed closed -> Mono.just(closed.outcome());
      case SignInTrips.Open open -> arrived(ward, open, back);
    });
  }

  private Mono<Outcome> arrived(UUID ward, SignInTrips.Open open, Return back) {
    if (back.code().isEmpty() || !back.error().isEmpty()) {
      return Mono.just(new Outcome.SaidNo(open.account(), back.error()));
    }
    return ready(ward, open.account()).flatMap(secrets -> {
      var expected = ZaloApps.oaOf(secrets);
      return !back.oaId().isEmpty() && !expected.isEmpty() && !expected.equals(back.oaId())
          ? Mono.just(new Outcome.OtherOa(open.account(), expected, back.oaId()))
          : zalo.grants().byCode(secrets.account(), app(secrets), back.code(), open.verifier(), back.oaId());
    });
  }

  @Override
  public Mono<Outcome> paste(UUID ward, UUID account, String refreshToken, String accessToken) {
    return ready(ward, account)
        .flatMap(secrets -> zalo.pasted().tryOut(secrets.account(), app(secrets), refreshToken.strip(), accessToken.strip()));
  }

  @Override
  public Mono<Void> fixChallenge(UUID ward, UUID account, String verifier) {
    var given = verifier.strip();
    return given.isEmpty() || Pkce.canBeVerifier(given)
        ? oa(ward, account).then(verifiers.keep(ward, account, given))
        : Mono.error(new InvalidInput("verifier", "Code verifier phải có từ 43 đến 128 ký tự, chỉ gồm chữ không dấu, số và các dấu . _ ~ -"));
  }

  @Override
  public Mono<Void> freeChallenge(UUID ward, UUID account) {
    return oa(ward, account).then(verifiers.remove(ward, account));
  }

  private Mono<Secrets> ready(UUID ward, UUID account) {
    return oa(ward, account).filter(ZaloSignIn::isReady)
        .switchIfEmpty(Mono.error(() -> new Conflict("Tài khoản này chưa có ID ứng dụng và khoá bí mật của ứng dụng Zalo.")));
  }

  private Mono<Secrets> oa(UUID ward, UUID account) {
    return accounts.secrets(ward, account).filter(secrets -> secrets.account().channel() == Channel.ZALO)
        .switchIfEmpty(Mono.error(() -> new NotFound("Không có tài khoản Zalo này.")));
  }

  private static boolean isReady(Secrets secrets) {
    return !app(secrets).appId().isBlank() && !app(secrets).appSecret().isBlank();
  }

  private static ZaloCredentials app(Secrets secrets) {
    return ZaloCredentials.of(secrets.credentials());
  }

  private static @Nullable String blankToNull(String text) {
    return text.isBlank() ? null : text;
  }
}
