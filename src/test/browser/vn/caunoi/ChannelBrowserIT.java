package vn.caunoi;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.simulated.TelegramTwin;
import vn.caunoi.ward.Role;

/** An administrator connects a Telegram bot, from an empty list to the first message, which the open page sees by itself. */
@CauNoiTest
class ChannelBrowserIT {
  @LocalServerPort int port;
  @Autowired TestWard wards;
  @Autowired ChannelAccounts accounts;
  @Autowired TelegramTwin twin;

  @Test
  void aTelegramBotIsConnectedFromNothingToTheFirstMessage() {
    var ward = wards.create();
    var admin = wards.signedUp(ward, Role.ADMIN);
    var token = System.nanoTime() + ":AAma-bot-trong-trinh-duyet";
    try (var browser = new Browser(port)) {
      var desk = browser.person();
      Console.signIn(desk, admin.username(), TestWard.PASSWORD);
      desk.navigate("/settings/channels");
      assertThat(desk.locator("main")).containsText("Chưa có kênh nào");
      Console.link(desk, "Kết nối Telegram").click();
      desk.getByLabel("Tên tài khoản").fill("bot-" + System.nanoTime());
      desk.getByLabel("Mã bot (token)").fill(token);
      Console.button(desk, "Lưu và kiểm tra").click();

      assertThat(desk.locator("#checks")).containsText("Telegram nhận ra bot @" + twin.username(token));
      assertThat(desk.locator("#checks .done")).hasCount(2);
      Console.button(desk, "Bắt đầu dùng").click();
      assertThat(desk.locator("h1 + .state")).hasText("✓ Đang hoạt động");
      assertThat(desk.locator("#checks")).containsText("bấm Bắt đầu (Start)");

      twin.resident(token, 42).start("");
      assertThat(desk.locator("#checks")).containsText("Đã nhận tin lúc", new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
      assertThat(desk.locator("#checks .done")).hasCount(4);

      messageToOneself(desk, token);
    } finally {
      accounts.of(ward.id()).flatMap(account -> accounts.markPaused(ward.id(), account.id())).blockLast();
    }
  }

  private void messageToOneself(Page desk, String token) {
    Console.button(desk, "Lấy mã thử").click();
    var code = desk.locator("#trial-code").innerText();
    twin.acquaintance(token, 43).write(code);
    assertThat(desk.locator("#trial")).containsText("Hai chiều đều thông", new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
    assertThat(desk.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Nhắn thử cho chính mình"))).isVisible();
  }
}
