package vn.caunoi;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** How people use the pages: by the words they see. */
final class Console {
  private Console() {}

  static void signIn(Page page, String username, String password) {
    page.navigate("/login");
    page.getByLabel("Tên đăng nhập").fill(username);
    page.getByLabel("Mật khẩu").fill(password);
    button(page, "Đăng nhập").click();
    assertThat(page).not().hasURL(Pattern.compile("/login"));
  }

  static void signOut(Page page) {
    page.locator("details.me summary").click();
    button(page, "Đăng xuất").click();
    assertThat(page).hasURL(Pattern.compile("/login"));
  }

  /** The button that a person would press: it is called exactly this. */
  static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
  }
}
