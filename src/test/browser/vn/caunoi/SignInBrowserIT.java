package vn.caunoi;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

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
      assertThat(page).hasURL(java.util.regex.Pattern.compile("/login\\?next="));
      page.getByLabel("Tên đăng nhập").fill(officer.username());
      page.getByLabel("Mật khẩu").fill("sai mật khẩu");
      page.getByRole(com.microsoft.playwright.options.AriaRole.BUTTON).filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("Đăng nhập")).click();
      assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT)).containsText("không đúng");
      page.getByLabel("Mật khẩu").fill(TestWard.PASSWORD);
      page.getByRole(com.microsoft.playwright.options.AriaRole.BUTTON).filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("Đăng nhập")).click();
      assertThat(page).hasURL(java.util.regex.Pattern.compile("/groups$"));
    }
  }
}
