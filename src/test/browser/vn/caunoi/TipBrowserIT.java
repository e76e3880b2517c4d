package vn.caunoi;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.ward.Role;
import java.util.Map;

/** A resident reports something on a phone; an officer sees it come in, answers, and the resident reads the answer. */
@CauNoiTest
class TipBrowserIT {
  @LocalServerPort int port;
  @Autowired TestWard wards;
  @Autowired ChannelAccounts accounts;

  @Test
  void arrivesOnAnOpenPageAndIsAnsweredInTheChat() {
    var ward = wards.create();
    wards.group(ward, "Tổ 7", 120);
    accounts.add(ward.id(), Channel.WEB, ward.slug(), false, 100, Map.of()).block();
    var officer = wards.signedUp(ward, Role.OFFICER);
    try (var browser = new Browser(port)) {
      var desk = browser.person();
      Console.signIn(desk, officer.username(), TestWard.PASSWORD);
      desk.navigate("/tips");
      var resident = new Resident(browser.personOnAPhone(), ward.slug());
      var code = resident.reports("Quán đầu ngõ hát tới một giờ sáng");

      desk.getByText(code).first().click();
      assertThat(desk.getByText("Quán đầu ngõ hát tới một giờ sáng").first()).isVisible();
      desk.locator("#reply textarea").fill("Tổ tuần tra sẽ đến nhắc nhở tối nay.");
      desk.locator("#reply button[type=submit]").click();
      resident.hears("Tổ tuần tra sẽ đến nhắc nhở tối nay.");
    }
  }
}
