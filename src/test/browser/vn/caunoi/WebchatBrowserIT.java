package vn.caunoi;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.ward.Ward;

/** The chat page as people meet it: on a small phone, by ear, by keyboard, in English, without a network, on a phone that others use too. */
@CauNoiTest
class WebchatBrowserIT {
  @LocalServerPort int port;
  @Autowired TestWard wards;
  @Autowired ChannelAccounts accounts;

  private final List<String> complaints = new ArrayList<>();
  private Browser browser;
  private Ward ward;
  private Page page;

  @BeforeEach
  void aPhoneAtTheWardsPage() {
    ward = wards.create();
    accounts.add(ward.id(), Channel.WEB, ward.slug(), false, 100, Map.of()).block();
    browser = new Browser(port);
    page = browser.personOnAPhone();
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
    page.navigate("/chat/" + ward.slug());
  }

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void aScreenReaderFindsItsWay() {
    new Resident(page, ward.slug()).says("xin chào", "muốn làm gì");
    assertThat(page.locator("body")).matchesAriaSnapshot("""
        - link "Tới ô nhập tin"
        - banner:
          - heading "%s" [level=1]
          - button "English"
          - button "Chữ lớn hơn"
          - navigation "Gọi khẩn cấp":
            - link "113 Công an"
            - link "114 Cháy"
            - link "115 Cấp cứu"
        - main "Tin nhắn":
          - log "Tin nhắn":
            - list:
              - listitem:
                - paragraph: /xin chào/
              - listitem:
                - paragraph: /Công an phường.*muốn làm gì/
                - button "Tham gia tổ dân phố"
                - button "Gửi tin báo"
        - contentinfo:
          - group: /Thêm/
          - text: Tin nhắn
          - textbox "Tin nhắn"
          - button "Gửi"
        """.formatted(ward.police()));
    assertThat(complaints).isEmpty();
  }

  @Test
  void theKeyboardAloneIsEnough() {
    new Resident(page, ward.slug()).says("xin chào", "muốn làm gì");
    var visited = new ArrayList<String>();
    page.evaluate("document.body.tabIndex = -1, document.body.focus()");
    for (int i = 0; i < 14; i++) {
      page.keyboard().press("Tab");
      visited.add(String.valueOf(page.evaluate("(document.activeElement.textContent || document.activeElement.id).trim().slice(0, 24)")));
    }
    assertThat(String.join(" | ", visited)).matches("(?s).*Tới ô nhập tin.*English.*Chữ lớn hơn.*113.*114.*115.*Tham gia tổ dân phố.*Gửi tin báo.*Thêm.*text.*Gửi.*");

    page.locator("#more summary").focus();
    page.keyboard().press("Enter");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Chia sẻ vị trí")).focus();
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Gửi vị trí đang đứng?"))).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("#more summary")).isFocused();
  }

  @Test
  void whatLedToATipIsNotShownWhenThePageIsOpenedAgain() {
    var resident = new Resident(page, ward.slug());
    resident.reports("Quán đầu ngõ hát tới một giờ sáng");
    assertThat(page.getByText("Để kín đáo, mở lại trang")).isVisible();
    var saved = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Đã lưu"));
    assertThat(saved).hasCount(2);
    saved.first().click();
    assertThat(page.getByText("Ông/Bà đã lưu")).hasCount(1);
    saved.click();
    assertThat(page.getByText("Ông/Bà đã lưu")).hasCount(2);

    page.reload();
    assertThat(page.locator("#log")).not().containsText("Quán đầu ngõ");
    assertThat(page.locator("#log")).not().containsText(Pattern.compile("tin báo.*Bước|Đã nhận tin|PA-"));
    resident.says("xin chào", "muốn làm gì");
  }

  @Test
  void whatLedToATipStaysWhenItsReporterChoosesIt() {
    var resident = new Resident(page, ward.slug());
    var number = resident.reports("Xe máy lạ dựng trước cổng");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Giữ lại trên máy này")).click();
    assertThat(page.getByText("Đã giữ lại")).isVisible();
    page.reload();
    assertThat(page.locator("#log")).containsText("Xe máy lạ dựng trước cổng");
    assertThat(page.locator("#log")).containsText(number);
  }

  @Test
  void speaksEnglishAroundTheMessages() {
    page.locator("#text").fill("half a sentence");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("English")).click();
    assertThat(page.locator("html")).hasAttribute("lang", "en");
    assertThat(page.getByText("Most answers are in Vietnamese")).isVisible();
    assertThat(page.locator("#text")).hasValue("half a sentence");
    assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send"))).isVisible();
    assertThat(page.locator("body")).not().containsText("Ông/Bà");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Tiếng Việt")).click();
    assertThat(page.locator("html")).hasAttribute("lang", "vi");
  }

  @Test
  void fitsASmallPhoneInTheLargestType() {
    var resident = new Resident(page, ward.slug());
    page.locator("#larger").click();
    resident.reports("Một câu rất dài về tiếng ồn " + "kéodàikhôngdấucách".repeat(8));
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
    assertThat(page.evaluate("document.querySelector('#talk').scrollWidth <= 360")).isEqualTo(true);
    var small = page.evaluate("[...document.querySelectorAll('button, a.choice, .emergency a, summary')].filter(e => e.offsetParent && e.offsetHeight < 48 && !e.closest('.said')).map(e => e.textContent)");
    assertThat(small).isEqualTo(List.of());
    page.reload();
    assertThat(page.locator("html")).hasClass(Pattern.compile("large"));
  }

  @Test
  void nothingStandsInTheWayOfPuttingItOnTheHomeScreen() {
    var answer = page.context().newCDPSession(page).send("Page.getInstallabilityErrors").get("installabilityErrors").getAsJsonArray();
    var errors = new ArrayList<String>();
    answer.forEach(error -> errors.add(error.getAsJsonObject().get("errorId").getAsString()));
    assertThat(errors).as("a test browser keeps nothing, which is the one thing it complains of").isSubsetOf("in-incognito");
    var manifest = page.context().newCDPSession(page).send("Page.getAppManifest");
    assertThat(manifest.get("errors").getAsJsonArray()).isEmpty();
    assertThat(manifest.get("data").getAsString()).contains("Trò chuyện").doesNotContain("ông an").doesNotContain("tin báo");
    assertThat(page.title()).isEqualTo("Trò chuyện");
  }

  @Test
  void catchesUpAfterTheNetworkWasAway() {
    var resident = new Resident(page, ward.slug());
    resident.says("xin chào", "muốn làm gì");
    page.context().setOffline(true);
    page.locator("#text").fill("báo tin");
    page.keyboard().press("Enter");
    assertThat(page.locator("#log")).containsText("báo tin");
    page.locator("#text").fill("vẫn gõ được");
    assertThat(page.locator("#text")).hasValue("vẫn gõ được");
    page.context().setOffline(false);
    resident.hears("Bước 1/6");
    assertThat(page.locator("#text")).hasValue("vẫn gõ được");
  }

  @Test
  void worksWithoutScripts() {
    var plain = browser.personWithoutScript();
    plain.navigate("/chat/" + ward.slug());
    plain.locator("#text").fill("xin chào");
    plain.locator(".send").click();
    assertThat(plain.locator("#log")).containsText("xin chào");
    plain.locator("noscript a").click();
    plain.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Gửi tin báo")).click();
    plain.locator("noscript a").click();
    assertThat(plain.locator("#log")).containsText("Bước 1/6");
    plain.locator("noscript summary").click();
    plain.locator("noscript .clear button").click();
    assertThat(plain.locator("#log")).not().containsText("xin chào");
  }

  @Test
  void clearingLeavesNothingOnThePhone() {
    new Resident(page, ward.slug()).says("xin chào", "muốn làm gì");
    page.locator("#larger").click();
    page.locator("#more summary").click();
    page.locator("#clear").click();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Xoá tất cả")).click();
    assertThat(page.locator("#greeting")).isVisible();
    assertThat(page.locator("#log")).not().containsText("xin chào");
    assertThat(page.context().cookies()).isEmpty();
    assertThat(page.evaluate("localStorage.length + sessionStorage.length")).isEqualTo(0);
  }
}
