package vn.caunoi;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import vn.caunoi.ward.Role;

@CauNoiTest
class SignInBrowserIT {
  @LocalServerPort int port;
  @Autowired TestWard wards;

  @Test
  void leadsAStrangerToTheFormAndBackToThePageTheyWanted() {
    var officer = wards.signedUp(wards.create(), Role.OFFICER);
    try (var browser = new Browser(port)) {
      var page = browser.person();
      page.navigate("/groups");
      assertThat(page).hasURL(Pattern.compile("/login\\?next="));
      page.getByLabel("Tên đăng nhập").fill(officer.username());
      page.getByLabel("Mật khẩu").fill("sai mật khẩu");
      Console.button(page, "Đăng nhập").click();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("không đúng");
      page.getByLabel("Mật khẩu").fill(TestWard.PASSWORD);
      Console.button(page, "Đăng nhập").click();
      assertThat(page).hasURL(Pattern.compile("/groups$"));
      Console.signOut(page);
    }
  }
}
