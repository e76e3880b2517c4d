package vn.caunoi.channel.zalo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.channel.SimulatedNetwork;
import vn.caunoi.channel.TokenLife;
import vn.caunoi.channel.simulated.ZaloTwin;
import vn.caunoi.channel.simulated.ZaloTwinOa;

@CauNoiTest
class ZaloTokensIT {
  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private TokenPairs pairs;
  @Autowired private ZaloTokenLives lives;
  @Autowired private ZaloOAuth oauth;
  @Autowired private ZaloHosts hosts;
  @Autowired private TransactionalOperator transactions;
  @Autowired private DatabaseClient database;
  @Autowired private Clock clock;
  @Autowired private JsonMapper json;
  @Autowired private ZaloTwin twin;
  private ZaloTwinOa oa;
  private ChannelAccount account;
  private ZaloTokens tokens;

  @BeforeEach
  void connect() {
    oa = twin.newOa();
    var ward = wards.create();
    account = accounts.add(ward.id(), Channel.ZALO, "oa-" + oa.id(), true, 10, oa.credentials()).block();
    tokens = node(clock, oauth);
  }

  @Test
  void aSeedBecomesASealedPairAndIsSpentOnce() {
    var token = tokens.current(account).block();
    assertThat(tokens.current(account).block()).isEqualTo(token);
    assertThat(node(clock, oauth).current(account).block()).isEqualTo(token);
    assertThat(oa.refreshes()).isEqualTo(1);
    assertThat(new String(column("pair"), StandardCharsets.ISO_8859_1)).doesNotContain(token);
  }

  @Test
  void manyCallersShareOneRefresh() {
    var old = tokens.current(account).block();
    var fresh = Flux.range(0, 40).flatMap(i -> tokens.renew(account, old), 40).collectList().block();
    assertThat(fresh).hasSize(40).containsOnly(fresh.getFirst()).doesNotContain(old);
    assertThat(oa.refreshes()).isEqualTo(2);
  }

  @Test
  void twoNodesShareOneRefresh() {
    var other = node(clock, oauth);
    var old = tokens.current(account).block();
    other.current(account).block();
    var fresh = Mono.zip(tokens.renew(account, old), other.renew(account, old)).block();
    assertThat(fresh.getT1()).isEqualTo(fresh.getT2()).isNotEqualTo(old);
    assertThat(oa.refreshes()).isEqualTo(2);
  }

  @Test
  void aPairIsReplacedAtHalfItsLifeAndThePreviousOneKept() {
    var old = tokens.current(account).block();
    assertThat(node(in(Duration.ofHours(12)), oauth).current(account).block()).isEqualTo(old);
    var before = column("pair");
    assertThat(node(in(Duration.ofHours(13)), oauth).current(account).block()).isNotEqualTo(old);
    assertThat(column("previous_pair")).isEqualTo(before);
  }

  @Test
  void aRefusedRefreshTakesTheAccountDownAndOverwritesNothing() {
    var old = tokens.current(account).block();
    var before = column("pair");
    oa.revokesTokens();
    assertThatThrownBy(() -> tokens.renew(account, old).block()).isInstanceOfSatisfying(AccessTokens.NoToken.class,
        none -> assertThat(none.outcome()).isEqualTo(new SendOutcome.AccountDown("Zalo từ chối làm mới token (mã -118); cần kết nối lại OA")));
    assertThat(column("pair")).isEqualTo(before);
    var shown = accounts.get(account.wardId(), account.id()).block();
    assertThat(shown.status()).isEqualTo(ChannelAccount.Status.DOWN);
    assertThat(life().alarm(clock.instant())).isEqualTo(TokenLife.Alarm.FAILED);
    assertThat(shown.statusReason()).contains("-118", "kết nối lại");
  }

  @Test
  void aDeadPairIsNotTriedAgainAtEveryMessage() {
    var old = tokens.current(account).block();
    oa.revokesTokens();
    Flux.range(0, 10).concatMap(i -> tokens.renew(account, old).onErrorReturn(AccessTokens.NoToken.class, "")).blockLast();
    assertThat(oa.refreshes()).isEqualTo(2);
  }

  @Test
  void aNewConsentBringsTheAccountBack() {
    var old = tokens.current(account).block();
    oa.revokesTokens();
    tokens.renew(account, old).onErrorReturn("").block();
    tokens.reseed(account, ZaloCredentials.of(oa.credentials())).block();
    assertThat(tokens.current(account).block()).isNotBlank();
    assertThat(accounts.get(account.wardId(), account.id()).block().status()).isEqualTo(ChannelAccount.Status.ACTIVE);
  }

  @Test
  void whileZaloIsAwayTheLivingTokenIsUsedAndTheAccountStaysUp() {
    var old = tokens.current(account).block();
    var nowhere = new ZaloHosts(ZaloSettings.from(new MockEnvironment()), List.of(new Nowhere()));
    assertThat(node(in(Duration.ofHours(21)), new ZaloOAuth(json, nowhere)).current(account).block()).isEqualTo(old);
    assertThatThrownBy(() -> node(in(Duration.ofHours(26)), new ZaloOAuth(json, nowhere)).current(account).block())
        .isInstanceOfSatisfying(AccessTokens.NoToken.class, none -> assertThat(none.outcome()).isInstanceOf(SendOutcome.NotSent.class));
    assertThat(accounts.get(account.wardId(), account.id()).block().status()).isEqualTo(ChannelAccount.Status.ACTIVE);
    assertThat(life().alarm(clock.instant())).isEqualTo(TokenLife.Alarm.FAILED);
    node(in(Duration.ofHours(26)), oauth).current(account).block();
    assertThat(life().alarm(clock.instant())).isNull();
  }

  @Test
  void aRefreshTokenThatNobodyRenewsRaisesTheAlarmTenDaysBeforeItDies() {
    tokens.current(account).block();
    var life = life();
    assertThat(life.refreshUntil()).isBetween(clock.instant().plus(Duration.ofDays(89)), clock.instant().plus(Duration.ofDays(90)));
    assertThat(life.alarm(clock.instant().plus(Duration.ofDays(79)))).isNull();
    assertThat(life.alarm(clock.instant().plus(Duration.ofDays(81)))).isEqualTo(TokenLife.Alarm.ENDING);
    var health = healthAt(Duration.ofDays(81));
    assertThat(health.getStatus()).isEqualTo(ZaloTokenHealth.WARN);
    assertThat(health.getDetails()).containsKey("ending").isNotEqualTo(healthAt(Duration.ofDays(79)).getDetails());
  }

  @Test
  void theHealthEndpointTellsCountsAndNeverATokenOrAnAccount() {
    var old = tokens.current(account).block();
    oa.revokesTokens();
    tokens.renew(account, old).onErrorReturn("").block();
    var health = healthAt(Duration.ZERO);
    assertThat(health.getStatus()).isEqualTo(ZaloTokenHealth.WARN);
    assertThat(health.getDetails()).containsKeys("accounts", "failed").allSatisfy((name, value) -> assertThat(value).isInstanceOf(Integer.class));
  }

  @Test
  void aRevokedPermissionStopsTheTokensUntilAPersonConnectsTheOaAgain() {
    var old = tokens.current(account).block();
    tokens.revoked(account, clock.instant()).block();
    assertThat(accounts.get(account.wardId(), account.id()).block().status()).isEqualTo(ChannelAccount.Status.DOWN);
    var later = node(in(Duration.ofHours(13)), oauth);
    later.keepAlive(account).block();
    assertThatThrownBy(() -> later.renew(account, old).block()).isInstanceOf(AccessTokens.NoToken.class);
    assertThat(oa.refreshes()).isEqualTo(1);
    assertThat(life().alarm(clock.instant())).isEqualTo(TokenLife.Alarm.REVOKED);
    tokens.reseed(account, ZaloCredentials.of(oa.credentials())).block();
    assertThat(tokens.current(account).block()).isNotEqualTo(old);
    assertThat(accounts.get(account.wardId(), account.id()).block().status()).isEqualTo(ChannelAccount.Status.ACTIVE);
  }

  @Test
  void aNodeThatHasSeenTheFailureTakesANewConnectionOfAnotherNodeAtOnce() {
    var other = node(clock, oauth);
    var old = other.current(account).block();
    oa.revokesTokens();
    assertThatThrownBy(() -> other.renew(account, old).block()).isInstanceOf(AccessTokens.NoToken.class);
    tokens.reseed(account, ZaloCredentials.of(oa.credentials())).block();
    var second = other.renew(account, old).block();
    assertThat(second).isNotEqualTo(old);
    other.revoked(account, clock.instant()).block();
    assertThatThrownBy(() -> other.current(account).block()).isInstanceOf(AccessTokens.NoToken.class);
    tokens.reseed(account, ZaloCredentials.of(oa.credentials())).block();
    assertThat(other.current(account).block()).isNotEqualTo(second);
  }

  @Test
  void newsOfARevocationFromBeforeTheLastConnectionIsOld() {
    tokens.current(account).block();
    tokens.revoked(account, clock.instant().minus(Duration.ofHours(1))).block();
    assertThat(accounts.get(account.wardId(), account.id()).block().status()).isEqualTo(ChannelAccount.Status.ACTIVE);
    assertThat(tokens.current(account).block()).isNotBlank();
  }

  /** Trap 3: a refresh token is single use. Two nodes and many callers find the pair due at the same moment; what they get is committed. */
  @Test
  void aRefreshTokenIsUsedOnceHoweverManyWantIt() {
    tokens.current(account).block();
    var nodes = List.of(node(in(Duration.ofHours(13)), oauth), node(in(Duration.ofHours(13)), oauth));
    var given = Flux.range(0, 40).flatMap(i -> nodes.get(i % 2).current(account)
        .flatMap(token -> pairs.find(account).map(kept -> kept.pair().accessToken().equals(token))), 40).collectList().block();
    assertThat(given).hasSize(40).containsOnly(true);
    assertThat(oa.refreshes()).isEqualTo(2);
  }

  /** Trap 3: the lock outlives the time-out of the call under it. */
  @Test
  void aNodeThatWaitsForTheLockAsksOnlyAfterTheOthersCallIsOver() {
    var old = tokens.current(account).block();
    oa.signIn().ignoresNext();
    var impatient = new ZaloOAuth(json, hosts, Duration.ofMillis(400));
    var answers = Flux.merge(node(clock, impatient).renew(account, old).onErrorReturn(AccessTokens.NoToken.class, "none"),
        node(clock, impatient).renew(account, old).onErrorReturn(AccessTokens.NoToken.class, "none")).collectList().block();
    assertThat(answers).hasSize(2).contains("none").contains(pairs.find(account).block().pair().accessToken()).doesNotContain(old);
    assertThat(oa.refreshes()).isEqualTo(3);
  }

  @Test
  void aTimeOutDuringARefreshLosesNothing() {
    var old = tokens.current(account).block();
    var before = column("pair");
    oa.signIn().ignoresNext();
    var impatient = new ZaloOAuth(json, hosts, Duration.ofMillis(300));
    assertThat(node(in(Duration.ofHours(13)), impatient).current(account).block()).isEqualTo(old);
    assertThat(column("pair")).isEqualTo(before);
    assertThat(life().failure()).isEqualTo("Zalo không trả lời");
    assertThat(node(in(Duration.ofHours(14)), impatient).current(account).block()).isNotEqualTo(old);
    assertThat(life().alarm(clock.instant())).isNull();
  }

  @Test
  void whenTheAnswerOfARefreshIsLostThePairStaysAndAPersonIsCalled() {
    var old = tokens.current(account).block();
    var before = column("pair");
    oa.signIn().actsNextInSilence();
    var impatient = new ZaloOAuth(json, hosts, Duration.ofMillis(300));
    assertThat(node(in(Duration.ofHours(13)), impatient).current(account).block()).isEqualTo(old);
    assertThatThrownBy(() -> node(in(Duration.ofHours(26)), impatient).current(account).block()).isInstanceOf(AccessTokens.NoToken.class);
    assertThat(column("pair")).isEqualTo(before);
    assertThat(accounts.get(account.wardId(), account.id()).block().status()).isEqualTo(ChannelAccount.Status.DOWN);
  }

  /** Trap 4: OAuth failures arrive with HTTP 200 and without {@code message}, some without {@code error}; success needs both tokens. */
  @ParameterizedTest
  @ValueSource(strings = {
      "{\"error\":-14014,\"error_name\":\"Invalid refresh token\",\"error_description\":\"x\"}",
      "{\"error_name\":\"Invalid refresh token\",\"error_reason\":\"x\"}",
      "{\"access_token\":\"AT_alone\",\"expires_in\":\"90000\"}",
      "{\"refresh_token\":\"RT_alone\"}",
      "{\"access_token\":\"\",\"refresh_token\":\"\",\"expires_in\":\"90000\"}",
      "{}"})
  void anOAuthFailureWithHttp200NeverOverwritesAGoodPair(String body) {
    var old = tokens.current(account).block();
    var before = column("pair");
    oa.signIn().answersNext(json.readValue(body, new TypeReference<Map<String, Object>>() {}));
    assertThatThrownBy(() -> tokens.renew(account, old).block()).isInstanceOfSatisfying(AccessTokens.NoToken.class,
        none -> assertThat(none.outcome()).isInstanceOf(SendOutcome.AccountDown.class));
    assertThat(column("pair")).isEqualTo(before);
    assertThat(life().failedAt()).isNotNull();
  }

  /** Trap 5: {@code expires_in} is a text; a number is taken too, and without one the usual 25 hours. */
  @ParameterizedTest
  @CsvSource({"'\"3600\"',3600", "7200,7200", "'\"\"',90000", "'\"soon\"',90000", "0,90000"})
  void theLifeOfATokenIsReadFromATextOrANumber(String expiresIn, long seconds) {
    var old = tokens.current(account).block();
    oa.signIn().answersNext(json.readValue("{\"access_token\":\"AT_next\",\"refresh_token\":\"RT_next\",\"expires_in\":" + expiresIn + "}",
        new TypeReference<Map<String, Object>>() {}));
    assertThat(tokens.renew(account, old).block()).isEqualTo("AT_next");
    assertThat(pairs.find(account).block().pair().life()).isEqualTo(Duration.ofSeconds(seconds));
  }

  /** Trap 1: the app's secret gets tokens, the OA's secret key verifies events; neither does the other's work. */
  @Test
  void theAppSecretGetsTokensAndTheOaSecretVerifiesEvents() {
    var swapped = new HashMap<>(oa.credentials());
    swapped.put("app_secret", oa.credentials().get("oa_secret"));
    swapped.put("oa_secret", oa.credentials().get("app_secret"));
    var wrong = accounts.add(account.wardId(), Channel.ZALO, "swapped-" + oa.id(), true, 10, swapped).block();
    assertThatThrownBy(() -> tokens.current(wrong).block()).isInstanceOfSatisfying(AccessTokens.NoToken.class,
        none -> assertThat(none.outcome().toString()).contains("-14002"));
    assertThat(tokens.current(account).block()).startsWith("AT_");
    var mac = "mac=651e203f66ab3cccb486370b0df41a51e8860772465bbab09675b56ee1e2c30b";
    var body = """
        {"app_id":"1234567890123456789","sender":{"id":"7012345678901234567"},"user_id_by_app":"5512345678901234567",\
        "recipient":{"id":"3881234567890123456"},"event_name":"user_send_text",\
        "message":{"text":"Chào công an phường","msg_id":"96d3cdf3af1504609a01"},"timestamp":"1763786400123"}""".getBytes(StandardCharsets.UTF_8);
    assertThat(new ZaloSignature("1234567890123456789", "OaSecretForTests").matches(mac, body, "1763786400123")).isTrue();
    assertThat(new ZaloSignature("1234567890123456789", "AppSecretForTests").matches(mac, body, "1763786400123")).isFalse();
  }

  @Test
  void anAccountWithoutAnyTokenSaysSo() {
    var bare = accounts.add(account.wardId(), Channel.ZALO, "bare-" + oa.id(), true, 10, Map.of("app_id", "1")).block();
    assertThatThrownBy(() -> tokens.current(bare).block()).isInstanceOfSatisfying(AccessTokens.NoToken.class,
        none -> assertThat(none.outcome()).isInstanceOf(SendOutcome.AccountDown.class));
  }

  /** Another process, as far as memory goes. */
  private ZaloTokens node(Clock time, ZaloOAuth through) {
    return new ZaloTokens(pairs, through, accounts, transactions, time);
  }

  private Clock in(Duration later) {
    return Clock.offset(clock, later);
  }

  private TokenLife life() {
    return lives.of(account.wardId()).single().block();
  }

  private Health healthAt(Duration later) {
    return new ZaloTokenHealth(lives, in(later)).health().block();
  }

  private byte[] column(String name) {
    return database.sql("select " + name + " from zalo_token where ward_id = :ward and account_id = :account")
        .bind("ward", account.wardId()).bind("account", account.id()).map(row -> row.get(0, byte[].class)).one().block();
  }

  private static class Nowhere implements SimulatedNetwork {
    @Override
    public Channel channel() {
      return Channel.ZALO;
    }

    @Override
    public URI address() {
      return URI.create("http://127.0.0.1:1");
    }
  }
}
