package vn.caunoi.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.caunoi.CauNoiTest;

@CauNoiTest
class VaultIT {
  @Autowired Vault vault;

  @Test
  void opensWhatItSealed() {
    assertThat(vault.openText("tip.text", vault.seal("tip.text", "mất xe ở chợ"))).isEqualTo("mất xe ở chợ");
  }

  @Test
  void refusesAValueThatWasMovedToAnotherColumn() {
    var sealed = vault.seal("tip.text", "mất xe");
    assertThatThrownBy(() -> vault.open("tip.place", sealed)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void looksUpEqualValuesOfOneContextOnly() {
    assertThat(vault.lookup("a", "x")).hasSize(32).isEqualTo(vault.lookup("a", "x")).isNotEqualTo(vault.lookup("b", "x"));
  }

  @Test
  void destroysARecordWithItsDataKey() {
    var key = vault.newDataKey("tip.key");
    var sealed = key.seal("tip.text", "bí mật");
    assertThat(vault.openDataKey("tip.key", key.sealed()).openText("tip.text", sealed)).isEqualTo("bí mật");
    assertThatThrownBy(() -> vault.newDataKey("tip.key").open("tip.text", sealed)).isInstanceOf(IllegalStateException.class);
  }
}
