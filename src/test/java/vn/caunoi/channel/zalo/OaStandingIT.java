package vn.caunoi.channel.zalo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.AccountStanding;
import vn.caunoi.channel.AccountStandings;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.simulated.ZaloTwin;
import vn.caunoi.channel.simulated.ZaloTwinOa;
import vn.caunoi.platform.VietnamTime;
import vn.caunoi.ward.Ward;

/** What an OA says of itself, and how its lane follows. */
@CauNoiTest
class OaStandingIT {
  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private AccountStandings standings;
  @Autowired private OaStandingRound round;
  @Autowired private ZaloTwin twin;
  private ZaloTwinOa oa;
  private Ward ward;
  private ChannelAccount account;

  @BeforeEach
  void connect() {
    oa = twin.newOa();
    ward = wards.create();
    account = accounts.add(ward.id(), Channel.ZALO, "oa-" + oa.id(), true, 50, oa.credentials()).block();
  }

  @Test
  void knowsPackageLimitAndStock() {
    var until = Instant.now().plus(Duration.ofDays(9));
    oa.rules().onPackage("Gói Toàn diện", until);
    round.look(account).block();
    var standing = standing();
    assertThat(standing).returns("Gói Toàn diện", AccountStanding::packageName).returns(VietnamTime.dateOf(until), AccountStanding::packageUntil)
        .returns(false, AccountStanding::packageRenews).returns(4_000, AccountStanding::limitPerMinute);
    assertThat(standing.packageEndsSoon(VietnamTime.dateOf(Instant.now()))).isTrue();
    assertThat(standing.quotas()).singleElement().satisfies(stock -> assertThat(stock).returns("sub_quota", AccountStanding.Quota::kind)
        .returns(2_000L, AccountStanding.Quota::remaining).returns(2_000L, AccountStanding.Quota::total));
  }

  @Test
  void sendsAsFastAsThePackageAllowsButForATenth() {
    oa.rules().onPackage("Toàn diện", Instant.now());
    round.look(account).block();
    assertThat(pace()).isEqualTo(30);
    oa.rules().onPackage("TĂNG TRƯỞNG", Instant.now());
    round.look(account).block();
    assertThat(pace()).isEqualTo(1.5);
  }

  @Test
  void isSlowedDownButNeverSpedUpByHeadersAlone() {
    oa.rules().onPackage("Gói lạ", Instant.now()).requestsPerMinute(4_000);
    round.look(account).block();
    assertThat(pace()).isEqualTo(50);
    oa.rules().requestsPerMinute(600);
    round.look(account).block();
    assertThat(pace()).isEqualTo(9);
    oa.rules().requestsPerMinute(4_000);
    round.look(account).block();
    assertThat(pace()).isEqualTo(50);
  }

  @Test
  void anOaThatTellsNothingKeepsWhatWasSet() {
    oa.rules().onPackage("", Instant.now()).requestsPerMinute(0);
    round.look(account).block();
    assertThat(standing().isUnknown()).isTrue();
    assertThat(pace()).isEqualTo(50);
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {"31/12/2026,2026-12-31", "2026-12-31,2026-12-31", "2026-12-31T00:00:00,2026-12-31", "sắp hết,-", "-,-"})
  void readsADayAsZaloMayWriteIt(String text, LocalDate day) {
    assertThat(OaStandingRound.day(text == null ? "" : text)).isEqualTo(day);
  }

  private AccountStanding standing() {
    return standings.of(ward.id(), account.id()).block();
  }

  private double pace() {
    return accounts.get(ward.id(), account.id()).block().ratePerSecond();
  }
}
