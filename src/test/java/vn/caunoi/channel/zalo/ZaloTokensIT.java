package vn.caunoi.channel.zalo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
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
        none -> assertThat(none.outcome()).isEqualTo(new SendOutcome.AccountDown("Zalo từ chối làm mới token (mã -14014); cần kết nối lại OA")));
    assertThat(column("pair")).isEqualTo(before);
    var shown = accounts.get(account.wardId(), account.id()).block();
    assertThat(shown.status()).isEqualTo(ChannelAccount.Status.DOWN);
    assertThat(life().alarm(clock.instant())).isEqualTo(TokenLife.Alarm.FAILED);
    assertThat(shown.statusReason()).contains("-14014", "kết nối lại");
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
    var hosts = new ZaloHosts(ZaloSettings.from(new MockEnvironment()), List.of(new Nowhere()));
    assertThat(node(in(Duration.ofHours(21)), new ZaloOAuth(json, hosts)).current(account).block()).isEqualTo(old);
    assertThatThrownBy(() -> node(in(Duration.ofHours(26)), new ZaloOAuth(json, hosts)).current(account).block())
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
  void newsOfARevocationFromBeforeTheLastConnectionIsOld() {
    tokens.current(account).block();
    tokens.revoked(account, clock.instant().minus(Duration.ofHours(1))).block();
    assertThat(accounts.get(account.wardId(), account.id()).block().status()).isEqualTo(ChannelAccount.Status.ACTIVE);
    assertThat(tokens.current(account).block()).isNotBlank();
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
