package vn.caunoi.channel.zalo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.OaSignIn.Outcome;
import vn.caunoi.channel.OaSignIn.Outcome.Why;
import vn.caunoi.channel.OaSignIn.Return;
import vn.caunoi.channel.simulated.ZaloTwin;
import vn.caunoi.channel.simulated.ZaloTwinOa;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.NotFound;
import vn.caunoi.platform.Vault;

/** Every way in which connecting an OA can end; the browser is played by plain HTTP that follows nothing. */
@CauNoiTest
class ZaloSignInIT {
  private static final UUID SESSION = UUID.randomUUID();

  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private ZaloSignIn signIn;
  @Autowired private ZaloTokens tokens;
  @Autowired private TokenPairs pairs;
  @Autowired private NewPairs newPairs;
  @Autowired private FixedVerifiers verifiers;
  @Autowired private ZaloSignIn.Zalo zalo;
  @Autowired private ZaloHosts hosts;
  @Autowired private ZaloTwin twin;
  @Autowired private DatabaseClient database;
  @Autowired private Vault vault;
  @Autowired private JsonMapper json;
  @Autowired private Clock clock;
  private ZaloTwinOa oa;
  private UUID ward;
  private ChannelAccount account;

  @BeforeEach
  void makeAccount() {
    oa = twin.newOa();
    ward = wards.create().id();
    account = account("oa-" + oa.id(), "app_secret");
  }

  @Test
  void anAccountWithoutAnOaBecomesTheOneThatGrants() {
    var connected = (Outcome.Connected) connect();
    assertThat(connected.oaId()).isEqualTo(oa.id());
    assertThat(connected.name()).isEqualTo("OA mô phỏng");
    assertThat(accounts.get(ward, account.id()).block().externalId()).isEqualTo(oa.id());
    assertThat(tokens.current(account).block()).startsWith("AT_");
    assertThat(oa.refreshes()).isZero();
  }

  @Test
  void connectingAgainReplacesThePairAndBringsTheAccountBack() {
    connect();
    var old = tokens.current(account).block();
    tokens.revoked(account, clock.instant()).block();
    assertThat(connect()).isInstanceOf(Outcome.Connected.class);
    assertThat(tokens.current(account).block()).isNotEqualTo(old);
    assertThat(accounts.get(ward, account.id()).block().status()).isEqualTo(ChannelAccount.Status.ACTIVE);
    assertThat(pairs.open(pairs.find(account).block().previous()).accessToken()).isEqualTo(old);
  }

  @Test
  void aDenialChangesNothing() {
    connect();
    var kept = tokens.current(account).block();
    oa.signIn().denies();
    assertThat(connect()).isEqualTo(new Outcome.SaidNo(account.id(), "access_denied"));
    assertThat(tokens.current(account).block()).isEqualTo(kept);
  }

  @Test
  void theErrorPagesCodeIsToldWhenTheBrowserBringsIt() {
    var state = stateOf(begin());
    assertThat(signIn.finish(ward, SESSION, new Return("", "", state, "-14003")).block()).isEqualTo(new Outcome.SaidNo(account.id(), "-14003"));
    oa.signIn().registers("https://canoi.phuong.gov.vn/settings/channels/zalo/callback");
    assertThat(browse(begin())).endsWith("/permission/error?error_code=-14003");
  }

  @Test
  void anotherOaThanTheAccountsIsSentAwayBeforeItsCodeIsUsed() {
    connect();
    var kept = tokens.current(account).block();
    var other = twin.newOa();
    oa.signIn().allowsFor(other);
    assertThat(connect()).isEqualTo(new Outcome.OtherOa(account.id(), oa.id(), other.id()));
    assertThat(tokens.current(account).block()).isEqualTo(kept);
    assertThat(offered()).isZero();
  }

  @Test
  void whatZaloSaysOfTheTokenCountsMoreThanWhatTheBrowserBrought() {
    connect();
    var kept = tokens.current(account).block();
    var other = twin.newOa();
    oa.signIn().allowsFor(other);
    var back = returned(browse(begin()));
    assertThat(signIn.finish(ward, SESSION, new Return(back.code(), oa.id(), back.state(), "")).block())
        .isEqualTo(new Outcome.OtherOa(account.id(), oa.id(), other.id()));
    assertThat(tokens.current(account).block()).isEqualTo(kept);
  }

  @Test
  void anOaThatIsAnothersAccountIsNotTakenOver() {
    connect();
    var second = account("second-" + oa.id(), "app_secret");
    assertThat(finish(second, browse(begin(second)))).isEqualTo(new Outcome.TakenOa(second.id(), oa.id()));
    assertThat(pairs.find(second).block()).isNull();
  }

  @Test
  void aStateIsGoodOnceAndForItsSessionAlone() {
    var back = returned(browse(begin()));
    assertThat(signIn.finish(ward, UUID.randomUUID(), back).block()).isEqualTo(new Outcome.NoSuchWay(null, Why.FOREIGN));
    assertThat(signIn.finish(wards.create().id(), SESSION, back).block()).isEqualTo(new Outcome.NoSuchWay(null, Why.FOREIGN));
    assertThat(signIn.finish(ward, SESSION, back).block()).isInstanceOf(Outcome.Connected.class);
    assertThat(signIn.finish(ward, SESSION, back).block()).isEqualTo(new Outcome.NoSuchWay(account.id(), Why.USED));
    assertThat(signIn.finish(ward, SESSION, new Return("x", "", "never-begun", "")).block()).isEqualTo(new Outcome.NoSuchWay(null, Why.FOREIGN));
    assertThat(signIn.finish(ward, SESSION, new Return("", "", "", "")).block()).isEqualTo(new Outcome.NoSuchWay(null, Why.MISSING));
  }

  @Test
  void theWayBackIsOpenForTenMinutes() {
    var back = returned(browse(begin()));
    assertThat(at(Duration.ofSeconds(601)).finish(ward, SESSION, back).block()).isEqualTo(new Outcome.NoSuchWay(account.id(), Why.LATE));
    assertThat(at(Duration.ofSeconds(590)).finish(ward, SESSION, back).block()).isInstanceOf(Outcome.Connected.class);
  }

  @Test
  void neitherStateNorVerifierNorTokenStandsReadableInATable() {
    var link = begin();
    var state = stateOf(link);
    connect();
    var token = tokens.current(account).block();
    var rows = database.sql("""
        select z::text as row from zalo_sign_in z where ward_id = :ward
        union all select t::text from zalo_token t where ward_id = :ward""").bind("ward", ward).map(row -> row.get("row", String.class)).all().collectList().block();
    assertThat(rows).hasSize(3).allSatisfy(row -> assertThat(row).doesNotContain(hex(state), hex(token), state, token));
  }

  /** Facts: one source says that Zalo's console keeps one challenge and answers any other with -14003. */
  @Test
  void aChallengeThatStandsInZalosConsoleIsUsedForEverySignIn() {
    signIn.fixChallenge(ward, account.id(), "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").block();
    var challenge = signIn.setup(ward, account.id()).block().fixedChallenge();
    assertThat(challenge).isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    oa.signIn().fixesChallenge(challenge);
    assertThat(connect()).isInstanceOf(Outcome.Connected.class);
    assertThat(connect()).isInstanceOf(Outcome.Connected.class);
    signIn.freeChallenge(ward, account.id()).block();
    assertThat(browse(begin())).endsWith("error_code=-14003");
    assertThatThrownBy(() -> signIn.fixChallenge(ward, account.id(), "too short").block()).isInstanceOf(InvalidInput.class);
  }

  @Test
  void aCodeThatZaloRefusesChangesNothing() {
    connect();
    var kept = tokens.current(account).block();
    var back = returned(browse(begin()));
    assertThat(signIn.finish(ward, SESSION, new Return("CODE_forged", oa.id(), back.state(), "")).block())
        .isEqualTo(new Outcome.Refused(account.id(), "-118"));
    assertThat(tokens.current(account).block()).isEqualTo(kept);
  }

  @Test
  void aPairWhoseOwnerZaloWouldNotNameWaitsAndIsProvenLater() {
    oa.rules().requestsPerMinute(0);
    var back = returned(browse(begin()));
    assertThat(signIn.finish(ward, SESSION, new Return(back.code(), "", back.state(), "")).block())
        .isEqualTo(new Outcome.Unproven(account.id(), "-32"));
    assertThat(pairs.find(account).block()).isNull();
    assertThat(offered()).isEqualTo(1);
    oa.rules().requestsPerMinute(4_000);
    assertThat(newPairs.lookAgain(account).block()).isInstanceOf(Outcome.Connected.class);
    assertThat(tokens.current(account).block()).startsWith("AT_");
    assertThat(offered()).isZero();
  }

  @Test
  void withTheOaBesideTheCodeASilentGetoaIsNoObstacle() {
    oa.rules().requestsPerMinute(0);
    assertThat(connect()).isInstanceOf(Outcome.Connected.class);
  }

  @Test
  void anAccountWithoutItsSecretDoesNotSetOut() {
    var bare = account("bare-" + oa.id(), "nothing");
    assertThat(signIn.setup(ward, bare.id()).block().ready()).isFalse();
    assertThatThrownBy(() -> signIn.begin(ward, bare.id(), SESSION).block()).isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> signIn.begin(wards.create().id(), account.id(), SESSION).block()).isInstanceOf(NotFound.class);
  }

  @Test
  void aPastedPairIsTriedByOneRefresh() {
    assertThat(paste(oa.credentials().get("refresh_token"), "")).isInstanceOf(Outcome.Connected.class);
    assertThat(oa.refreshes()).isEqualTo(1);
    assertThat(tokens.current(account).block()).startsWith("AT_");
  }

  @Test
  void aPastedPairThatZaloRefusesLeavesTheGoodOne() {
    connect();
    var kept = tokens.current(account).block();
    assertThat(paste("RT_never-issued", "")).isEqualTo(new Outcome.Refused(account.id(), "-14014"));
    assertThat(tokens.current(account).block()).isEqualTo(kept);
  }

  /** Trap 3: what a second use does to the successor is unknown, so Zalo never sees a token twice. */
  @Test
  void aTokenThatWasUsedUpHereIsNeverShownToZaloAgain() {
    var pasted = oa.credentials().get("refresh_token");
    paste(pasted, "");
    tokens.renew(account, tokens.current(account).block()).block();
    assertThat(oa.refreshes()).isEqualTo(2);
    assertThat(paste(pasted, "")).isEqualTo(new Outcome.KnownToken(account.id(), false));
    assertThat(paste(oa.credentials().get("refresh_token"), "")).isEqualTo(new Outcome.KnownToken(account.id(), true));
    assertThat(paste(pairs.open(pairs.find(account).block().previous()).refreshToken(), "")).isEqualTo(new Outcome.KnownToken(account.id(), false));
    assertThat(oa.refreshes()).isEqualTo(2);
  }

  @Test
  void anAccessTokenOfAnotherOaIsSentAwayBeforeItsRefreshTokenIsSpent() {
    connect();
    var other = twin.newOa();
    var theirs = account("theirs-" + other.id(), other.credentials());
    var access = tokens.current(theirs).block();
    assertThat(paste(other.credentials().get("refresh_token"), access)).isEqualTo(new Outcome.OtherOa(account.id(), oa.id(), other.id()));
    assertThat(other.refreshes()).isEqualTo(1);
  }

  @Test
  void whatCannotBeATokenIsNotSentAnywhere() {
    assertThatThrownBy(() -> paste(" ", "")).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> paste("RT_with a space", "")).isInstanceOf(InvalidInput.class);
    assertThat(oa.refreshes()).isZero();
  }

  @Test
  void whenZaloDoesNotAnswerThePersonIsToldThatTheTokenMayBeSpent() {
    connect();
    var kept = tokens.current(account).block();
    oa.signIn().ignoresNext();
    assertThat(impatient().paste(ward, account.id(), "RT_of-somebody", "").block()).isEqualTo(new Outcome.Away(account.id(), true));
    assertThat(tokens.current(account).block()).isEqualTo(kept);
    assertThat(paste("RT_of-somebody", "")).isEqualTo(new Outcome.KnownToken(account.id(), false));
  }

  @Test
  void whatZaloRefusedForAWrongSecretMayBePastedAgain() {
    connect();
    var right = accounts.secrets(ward, account.id()).block().credentials();
    var wrong = new HashMap<>(right);
    wrong.put("app_secret", "the-secret-of-another-app");
    accounts.keep(ward, account.id(), null, wrong).block();
    assertThat(paste("RT_fresh-one", "")).isEqualTo(new Outcome.Refused(account.id(), "-14002"));
    accounts.keep(ward, account.id(), null, right).block();
    assertThat(paste("RT_fresh-one", "")).isEqualTo(new Outcome.Refused(account.id(), "-14014"));
  }

  private Outcome connect() {
    return finish(account, browse(begin()));
  }

  private URI begin() {
    return begin(account);
  }

  private URI begin(ChannelAccount of) {
    return signIn.begin(ward, of.id(), SESSION).block().page();
  }

  private Outcome finish(ChannelAccount of, String location) {
    return signIn.finish(ward, SESSION, returned(location)).block();
  }

  private Outcome paste(String refreshToken, String accessToken) {
    return signIn.paste(ward, account.id(), refreshToken, accessToken).block();
  }

  /** What Zalo's page tells the browser to open next. */
  private static String browse(URI page) {
    return WebClient.create().get().uri(page)
        .exchangeToMono(response -> response.releaseBody().thenReturn(response.headers().header("Location").getFirst())).block();
  }

  private static Return returned(String location) {
    var query = UriComponentsBuilder.fromUriString(location).build().getQueryParams().toSingleValueMap();
    return new Return(query.getOrDefault("code", ""), query.getOrDefault("oa_id", ""), query.getOrDefault("state", ""), query.getOrDefault("error", ""));
  }

  private static String stateOf(URI page) {
    return UriComponentsBuilder.fromUri(page).build().getQueryParams().getFirst("state");
  }

  private ZaloSignIn at(Duration later) {
    var then = Clock.offset(clock, later);
    return new ZaloSignIn(accounts, new SignInTrips(database, vault, then), verifiers, zalo, then);
  }

  private ZaloSignIn impatient() {
    var grants = new ZaloGrants(new ZaloOAuth(json, hosts, Duration.ofMillis(300)), newPairs, clock);
    return new ZaloSignIn(accounts, new SignInTrips(database, vault, clock), verifiers,
        new ZaloSignIn.Zalo(zalo.page(), grants, new PastedPairs(pairs, newPairs, grants)), clock);
  }

  private ChannelAccount account(String name, String with) {
    var credentials = new HashMap<>(oa.credentials());
    credentials.keySet().retainAll(java.util.Set.of("app_id", "oa_secret", with));
    return account(name, credentials);
  }

  private ChannelAccount account(String name, Map<String, String> credentials) {
    return accounts.add(ward, Channel.ZALO, name, true, 10, credentials).block();
  }

  private long offered() {
    return database.sql("select count(*) from zalo_offered_pair where ward_id = :ward").bind("ward", ward).map(row -> row.get(0, Long.class)).one().block();
  }

  private static String hex(String text) {
    return java.util.HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
