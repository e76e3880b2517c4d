package vn.caunoi.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.access.Session;
import vn.caunoi.platform.NotFound;
import vn.caunoi.platform.Vault;
import vn.caunoi.ward.Role;

@CauNoiTest
class PhotoLinksIT {
  @Autowired Vault vault;
  @Autowired TestWard wards;

  private final Clock now = Clock.systemUTC();

  @Test
  void anAddressEndsAfterAQuarterOfAnHour() {
    var me = new CurrentAccount(wards.officer(wards.create(), Role.OFFICER), UUID.randomUUID(), false, Session.Kind.CONSOLE);
    var links = new PhotoLinks(vault, now);
    var address = links.of(me).to("/tips/PA-26-0001/photos/1");
    assertThat(address).startsWith("/tips/PA-26-0001/photos/1?until=");
    var pass = new PhotoLinks.Pass(Long.parseLong(address.replaceAll(".*until=(\\d+).*", "$1")), address.replaceAll(".*sig=", ""));

    assertThatCode(() -> links.check(me, "/tips/PA-26-0001/photos/1", pass)).doesNotThrowAnyException();
    assertThatThrownBy(() -> links.check(me, "/tips/PA-26-0001/photos/2", pass)).isInstanceOf(NotFound.class);
    var later = new PhotoLinks(vault, Clock.offset(now, Duration.ofMinutes(16)));
    assertThatThrownBy(() -> later.check(me, "/tips/PA-26-0001/photos/1", pass)).isInstanceOf(NotFound.class).hasMessageContaining("hết hạn");
  }
}
