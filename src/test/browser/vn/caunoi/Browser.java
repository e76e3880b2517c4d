package vn.caunoi;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.List;

/** A real Chromium, the machine's own, for one test class. Each page that {@link #person} gives is a person with cookies of their own. */
final class Browser implements AutoCloseable {
  private static final List<String> ARGUMENTS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync");

  private final Playwright playwright = Playwright.create();
  private final com.microsoft.playwright.Browser chromium = playwright.chromium().launch(new BrowserType.LaunchOptions()
      .setExecutablePath(Path.of("/usr/bin/chromium")).setArgs(ARGUMENTS));
  private final String address;

  Browser(int port) {
    this.address = "http://127.0.0.1:" + port;
    PlaywrightAssertions.setDefaultAssertionTimeout(15_000);
  }

  /** Somebody at a desk. */
  Page person() {
    return page(1280, 900);
  }

  /** Somebody with a phone in one hand. */
  Page personOnAPhone() {
    return page(360, 740);
  }

  /** Somebody whose phone runs no scripts. */
  Page personWithoutScript() {
    return page(options(360, 740).setJavaScriptEnabled(false));
  }

  private Page page(int width, int height) {
    return page(options(width, height));
  }

  private com.microsoft.playwright.Browser.NewContextOptions options(int width, int height) {
    return new com.microsoft.playwright.Browser.NewContextOptions()
        .setBaseURL(address).setViewportSize(width, height).setLocale("vi-VN").setTimezoneId("Asia/Ho_Chi_Minh");
  }

  private Page page(com.microsoft.playwright.Browser.NewContextOptions options) {
    BrowserContext context = chromium.newContext(options);
    context.setDefaultTimeout(15_000);
    return context.newPage();
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
