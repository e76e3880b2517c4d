package vn.caunoi.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.platform.VietnamTime;

@CauNoiTest
class AccountPulseIT {
  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private AccountRegister register;
  @Autowired private PulseRows rows;
  @Autowired private DatabaseClient database;
  @Autowired private Clock clock;

  @Test
  void timesOnlyRiseAndCountsOfADayAddUpOverNodes() {
    var account = account();
    write(new Beat.Taken(account.id(), 2_000, 9_000, 0, 0, 2));
    write(new Beat.Taken(account.id(), 1_000, 10_000, 0, 0, 3));
    var pulse = pulse(account);
    assertThat(pulse.heardAt().toEpochMilli()).isEqualTo(2_000);
    assertThat(pulse.sentAt().toEpochMilli()).isEqualTo(10_000);
    assertThat(pulse.calledAt()).isNull();
    assertThat(pulse.throttledOn(today())).isEqualTo(5);
  }

  @Test
  void yesterdaysCountDoesNotStandForToday() {
    var account = account();
    write(new Beat.Taken(account.id(), 0, 0, 0, 0, 4));
    database.sql("update channel_pulse set throttled_on = throttled_on - 1 where ward_id = :ward").bind("ward", account.wardId()).then().block();
    assertThat(pulse(account).throttledOn(today())).isZero();
    write(new Beat.Taken(account.id(), 0, 0, 0, 0, 1));
    assertThat(pulse(account).throttledOn(today())).isEqualTo(1);
  }

  @Test
  void namesThatNobodyHasAreLeftOut() {
    var account = account();
    var doors = List.of(new AccountPulse.Door(Channel.ZALO, account.name()), new AccountPulse.Door(Channel.ZALO, "khong-co"),
        new AccountPulse.Door(Channel.TELEGRAM, account.name()));
    assertThat(rows.behind(doors).collectList().block()).singleElement().satisfies(found -> assertThat(found.account()).isEqualTo(account.id()));
  }

  @Test
  void anAccountThatIsGoneIsNotWritten() {
    assertThat(rows.write(List.of(new Beat.Taken(UUID.randomUUID(), 1, 1, 1, 1, 1))).collectList().block()).isEmpty();
  }

  private ChannelAccount account() {
    return accounts.add(wards.create().id(), Channel.ZALO, "oa-" + System.nanoTime(), true, 10, Map.of()).block();
  }

  private void write(Beat.Taken taken) {
    assertThat(rows.write(List.of(taken)).collectList().block()).hasSize(1);
  }

  private AccountHealth.Pulse pulse(ChannelAccount account) {
    return register.get(account.wardId(), account.id()).block().pulse();
  }

  private LocalDate today() {
    return VietnamTime.dateOf(clock.instant());
  }
}
