package vn.caunoi;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import vn.caunoi.access.Accounts;
import vn.caunoi.ward.Role;

/** From an administrator without a ward to the first tip: what somebody does on the day the service is put up. */
@CauNoiTest
class FirstDayBrowserIT {
  @LocalServerPort int port;
  @Autowired Accounts accounts;

  @Test
  void endsWithAFirstTipOnTheDesk() {
    var name = "admin" + System.nanoTime();
    var slug = "phuong-" + System.nanoTime();
    accounts.create(null, new Accounts.NewOfficer(null, null, name, "Quản trị", Role.ADMIN), "mat-khau-duoc-cap", true, false).block();
    try (var browser = new Browser(port)) {
      var admin = browser.person();
      Console.signIn(admin, name, "mat-khau-duoc-cap");
      assertThat(admin).hasURL(Pattern.compile("/password$"));
      admin.getByLabel("Mật khẩu hiện tại").fill("mat-khau-duoc-cap");
      admin.getByLabel("Mật khẩu mới (ít nhất 10 ký tự)").fill("mat-khau-rieng-cua-toi");
      admin.getByLabel("Nhập lại mật khẩu mới").fill("mat-khau-rieng-cua-toi");
      Console.button(admin, "Đổi mật khẩu").click();

      admin.navigate("/setup");
      admin.getByLabel("Tỉnh, thành phố").fill("Tỉnh Thử " + slug);
      admin.getByLabel("Tên phường").fill("Phường Thử");
      admin.getByLabel(Pattern.compile("Địa chỉ trang trò chuyện")).fill(slug);
      Console.button(admin, "Tạo phường").click();
      assertThat(admin).hasURL(Pattern.compile("/groups/import$"));

      var list = "Tên tổ,Số hộ\nTổ 1,120\nTổ 2,tám mươi\nTổ 3,95\n".getBytes(StandardCharsets.UTF_8);
      admin.locator("#file").setInputFiles(new FilePayload("to-dan-pho.csv", "text/csv", list));
      Console.button(admin, "Xem trước").click();
      assertThat(admin.locator("#import")).containsText("dòng");
      Console.button(admin, "Nhập 2 tổ").click();
      assertThat(admin).hasURL(Pattern.compile("/groups$"));
      assertThat(admin.locator("main")).containsText("Tổ 3");

      var password = officer(admin, "canbo" + System.nanoTime());
      var officer = browser.person();
      Console.signIn(officer, password.username(), password.password());
      officer.getByLabel("Mật khẩu hiện tại").fill(password.password());
      officer.getByLabel("Mật khẩu mới (ít nhất 10 ký tự)").fill("mat-khau-cua-can-bo");
      officer.getByLabel("Nhập lại mật khẩu mới").fill("mat-khau-cua-can-bo");
      Console.button(officer, "Đổi mật khẩu").click();

      var code = new Resident(browser.personOnAPhone(), slug).reports("Xe tải đỗ chắn ngã ba");
      officer.navigate("/tips");
      assertThat(officer.getByText(code).first()).isVisible();
    }
  }

  private record SignIn(String username, String password) {}

  private static SignIn officer(Page admin, String username) {
    admin.navigate("/settings/officers");
    admin.getByLabel("Họ tên").fill("Đ/c Cán bộ");
    admin.getByLabel(Pattern.compile("Tên đăng nhập")).fill(username);
    admin.getByLabel("Vai trò").selectOption("OFFICER");
    Console.button(admin, "Thêm và cấp mật khẩu").click();
    var shown = admin.locator("main").getByText(Pattern.compile("[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}")).first().innerText();
    var found = Pattern.compile("[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}").matcher(shown);
    org.assertj.core.api.Assertions.assertThat(found.find()).isTrue();
    return new SignIn(username, found.group());
  }
}
