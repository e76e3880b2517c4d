package vn.caunoi.platform;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * Settings that more than one package reads. All come from environment variables and are checked before anything starts.
 *
 * @param home where {@code bot-flows} and {@code config} are read from
 * @param dataDir embedded database, keys and media
 * @param databaseUrl {@code postgresql://user:pw@host:5432/db}, or null for the embedded database
 * @param demo demo ward, demo users and simulated channels
 * @param publicUrl base of webhook addresses, QR codes and links, without a slash at its end
 * @param keyset a path or the keyset itself; null: a file in the data folder
 */
public record CauNoiSettings(Path home, Path dataDir, @Nullable String databaseUrl, boolean demo, String publicUrl, @Nullable String keyset,
    boolean loopback) {

  public static CauNoiSettings from(Environment environment) {
    var databaseUrl = text(environment, "CAUNOI_DATABASE_URL");
    if (databaseUrl != null) {
      DatabaseAddress.parse(databaseUrl);
    }
    var demo = flag(environment, "CAUNOI_DEMO", databaseUrl == null);
    port(environment);
    var home = folder(environment, "CAUNOI_HOME", ".");
    if (!Files.isDirectory(home.resolve("config")) || !Files.isDirectory(home.resolve("bot-flows"))) {
      throw WrongSetting.of("CAUNOI_HOME", home.toString(), "thư mục có sẵn config/ và bot-flows/");
    }
    var address = text(environment, "SERVER_ADDRESS");
    return new CauNoiSettings(home, folder(environment, "CAUNOI_DATA_DIR", "data"), databaseUrl, demo, publicUrl(environment),
        text(environment, "CAUNOI_KEYSET"), address == null ? demo : isLoopback(address));
  }

  /** True when somebody outside this machine may reach the service, so no published password may be valid. */
  public boolean reachableFromOutside() {
    return !loopback || !isLoopback(URI.create(publicUrl).getHost());
  }

  public boolean servesHttps() {
    return publicUrl.startsWith("https://");
  }

  /** True for {@code localhost} and the loopback ranges. */
  public static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("::1") || host.equals("[::1]");
  }

  private static @Nullable String text(Environment environment, String key) {
    var value = environment.getProperty(key);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static boolean flag(Environment environment, String key, boolean otherwise) {
    var value = text(environment, key);
    if (value == null) {
      return otherwise;
    }
    return switch (value.toLowerCase(java.util.Locale.ROOT)) {
      case "true", "1", "yes" -> true;
      case "false", "0", "no" -> false;
      default -> throw WrongSetting.of(key, value, "true hoặc false");
    };
  }

  private static void port(Environment environment) {
    var value = text(environment, "SERVER_PORT");
    if (value != null && !(value.matches("\\d{1,5}") && Integer.parseInt(value) <= 65_535)) {
      throw WrongSetting.of("SERVER_PORT", value, "một số cổng từ 0 đến 65535");
    }
  }

  private static Path folder(Environment environment, String key, String otherwise) {
    var value = text(environment, key);
    try {
      return Path.of(value == null ? otherwise : value).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw WrongSetting.of(key, String.valueOf(value), "một đường dẫn thư mục");
    }
  }

  private static String publicUrl(Environment environment) {
    var value = text(environment, "CAUNOI_PUBLIC_URL");
    if (value == null) {
      var port = text(environment, "SERVER_PORT");
      return "http://localhost:" + (port == null || port.equals("0") ? "8080" : port);
    }
    try {
      var url = URI.create(value);
      if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
        return value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
      }
    } catch (IllegalArgumentException e) {
      // falls through to the one message below
    }
    throw WrongSetting.of("CAUNOI_PUBLIC_URL", value, "một địa chỉ như https://canoi.phuong.gov.vn");
  }
}
