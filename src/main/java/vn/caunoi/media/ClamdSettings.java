package vn.caunoi.media;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import vn.caunoi.platform.WrongSetting;

/**
 * Where the virus scanner listens: {@code CAUNOI_CLAMAV}.
 *
 * @param host null: there is none
 */
record ClamdSettings(@Nullable String host, int port) {
  private static final String KEY = "CAUNOI_CLAMAV";
  private static final Pattern SHAPE = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\s]+):(\\d{1,5})");

  static ClamdSettings from(Environment environment) {
    var value = environment.getProperty(KEY);
    if (value == null || value.isBlank()) {
      return new ClamdSettings(null, 0);
    }
    var parts = SHAPE.matcher(value.strip());
    if (!parts.matches() || Integer.parseInt(parts.group(2)) < 1 || Integer.parseInt(parts.group(2)) > 65_535) {
      throw WrongSetting.of(KEY, value, "máy và cổng của clamd, như 127.0.0.1:3310");
    }
    return new ClamdSettings(parts.group(1), Integer.parseInt(parts.group(2)));
  }
}
