package vn.caunoi.platform;

/**
 * Something a person configured cannot be used, so the service does not start. The message is one line that names the key or the file,
 * what was given (never a secret) and what is expected.
 */
public class WrongSetting extends RuntimeException {
  private static final long serialVersionUID = 1;

  public WrongSetting(String line) {
    super(line);
  }

  /** {@code given} is printed: do not pass a secret. */
  public static WrongSetting of(String key, String given, String expected) {
    return new WrongSetting("%s = \"%s\" không dùng được; cần %s.".formatted(key, given, expected));
  }

  public static WrongSetting secret(String key, String expected) {
    return new WrongSetting("%s có giá trị không dùng được (không in ra vì là bí mật); cần %s.".formatted(key, expected));
  }
}
