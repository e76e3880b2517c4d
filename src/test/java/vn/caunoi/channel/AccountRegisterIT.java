package vn.caunoi.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.ChannelAccount.Status;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.NotFound;

@CauNoiTest
class AccountRegisterIT {
  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private AccountRegister register;

  private final String name = "oa-" + System.nanoTime();
  private UUID ward;
  private UUID id;

  @BeforeEach
  void begin() {
    ward = wards.create().id();
    id = register.add(ward, Channel.ZALO, name, true, 10, Map.of("app_secret", "x")).block().id();
  }

  @Test
  void nothingPutsAnAccountToUseButTheAdministrator() {
    accounts.markDown(ward, id, "refused").block();
    assertThat(status()).isEqualTo(Status.PAUSED);
    accounts.markRecovered(ward, id).block();
    accounts.markActive(ward, id).block();
    assertThat(status()).isEqualTo(Status.PAUSED);
    assertThat(register.get(ward, id).block().settingUp()).isTrue();
    register.putToUse(ward, id).block();
    assertThat(status()).isEqualTo(Status.ACTIVE);
    assertThat(register.get(ward, id).block().settingUp()).isFalse();
  }

  @Test
  void aRemovedAccountLeavesItsNameAndNothingThatSignsIn() {
    assertThatThrownBy(() -> register.add(ward, Channel.ZALO, name, true, 10, Map.of()).block()).isInstanceOf(InvalidInput.class);
    register.remove(ward, id).block();
    assertThatThrownBy(() -> register.get(ward, id).block()).isInstanceOf(NotFound.class);
    assertThat(accounts.of(ward).collectList().block()).isEmpty();
    assertThat(accounts.findByName(Channel.ZALO, name).blockOptional()).isEmpty();
    assertThat(accounts.secrets(ward, id).block().credentials()).isEmpty();
    assertThat(register.add(ward, Channel.ZALO, name, true, 10, Map.of()).block().id()).isNotEqualTo(id);
  }

  private Status status() {
    return accounts.get(ward, id).block().status();
  }
}
