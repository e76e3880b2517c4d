package vn.caunoi;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** Somebody at the web chat of a ward, who types and taps. */
final class Resident {
  private final Page page;

  Resident(Page page, String ward) {
    this.page = page;
    page.navigate("/chat/" + ward);
  }

  /** Types it and waits until the answer contains {@code answer}. */
  void says(String text, String answer) {
    page.locator("#text").fill(text);
    page.keyboard().press("Enter");
    hears(answer);
  }

  /** Presses the button that is called exactly {@code choice}. */
  void taps(String choice, String answer) {
    page.locator("#log").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(choice).setExact(true)).last().click();
    hears(answer);
  }

  void hears(String words) {
    assertThat(said(words)).isVisible();
  }

  /** Walks the flow up to its end and gives the number of the tip. */
  String reports(String text) {
    says("báo tin", "Bước 1/6");
    taps("Không", "Bước 2/6");
    taps("Nhận trả lời tại đây", "Bước 3/6");
    says("tiếng ồn", "Bước 4/6");
    says(text, "Bước 5/6");
    taps("Không có ảnh", "Bước 6/6");
    taps("Không rõ nơi", "xem lại giúp");
    taps("Gửi đi", "Đã nhận tin");
    var number = said("PA-");
    assertThat(number).hasText(Pattern.compile("PA-\\d\\d-\\d{4,}"));
    return number.innerText().strip();
  }

  private Locator said(String words) {
    return page.locator(".msg.theirs .said", new Page.LocatorOptions().setHasText(words)).last();
  }
}
