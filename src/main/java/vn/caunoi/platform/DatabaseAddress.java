package vn.caunoi.platform;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Where PostgreSQL listens and who we are there. */
record DatabaseAddress(String host, int port, String database, String user, String password) {

  /** Reads {@code postgresql://user:pw@host:5432/db}; user and password may be percent-encoded. */
  static DatabaseAddress parse(String url) {
    try {
      var uri = URI.create(url);
      var info = uri.getRawUserInfo();
      var path = uri.getPath();
      boolean scheme = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
      if (scheme && uri.getHost() != null && info != null && path != null && path.length() > 1) {
        int colon = info.indexOf(':');
        var user = colon < 0 ? info : info.substring(0, colon);
        var password = colon < 0 ? "" : info.substring(colon + 1);
        return new DatabaseAddress(uri.getHost(), uri.getPort() < 0 ? 5432 : uri.getPort(), path.substring(1), decode(user), decode(password));
      }
    } catch (IllegalArgumentException e) {
      // falls through to the one message below
    }
    throw WrongSetting.secret("CAUNOI_DATABASE_URL", "dạng postgresql://người_dùng:mật_khẩu@máy:5432/tên_csdl");
  }

  String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return host + ":" + port + "/" + database;
  }
}
