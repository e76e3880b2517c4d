package vn.caunoi;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.ward.Role;

/** An officer writes a notice, a commander approves it, a resident who joined by the group's QR code reads it. */
@CauNoiTest
class CampaignBrowserIT {
  @LocalServerPort int port;
  @Autowired TestWard wards;
  @Autowired ChannelAccounts accounts;

  @Test
  void isApprovedBySomebodyElseAndDelivered() {
    var ward = wards.create();
    var group = wards.group(ward, "Tổ 7", 120);
    accounts.add(ward.id(), Channel.WEB, ward.slug(), false, 100, Map.of()).block();
    var officer = wards.signedUp(ward, Role.OFFICER);
    var commander = wards.signedUp(ward, Role.COMMANDER);
    try (var browser = new Browser(port)) {
      var phone = browser.personOnAPhone();
      phone.navigate("/g/" + group.token());
      phone.locator("button.way.main").click();
      var resident = new Resident(phone, ward.slug());
      resident.hears("Tổ 7");
      resident.taps("Đồng ý cả ba", "thay cho cả hộ");
      resident.taps("Có, thay cho hộ", "Xong rồi");

      var desk = browser.person();
      Console.signIn(desk, officer.username(), TestWard.PASSWORD);
      desk.navigate("/campaigns/new");
      desk.getByLabel("Tên chiến dịch").fill("Phòng cháy");
      desk.getByLabel("Nội dung gửi bà con").fill("Nhà mình kiểm tra bếp gas nhé bà con.");
      Console.button(desk, "Lưu và kiểm tra").click();
      assertThat(desk.locator(".sentence")).containsText("Tới được 1");
      Console.button(desk, "Trình duyệt").click();
      assertThat(desk.locator("main")).containsText("không ai được tự duyệt");
      var address = desk.url();

      var office = browser.person();
      Console.signIn(office, commander.username(), TestWard.PASSWORD);
      office.navigate(address);
      Console.button(office, "Duyệt và gửi tới 1 người").click();
      resident.hears("kiểm tra bếp gas");
      assertThat(office.locator("#progress [data-status=DONE]")).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
      assertThat(office.locator("#progress [data-state=planned]")).hasCount(0);
    }
  }
}
