package vn.caunoi.channel.webchat;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import vn.caunoi.platform.CauNoiSettings;
import vn.caunoi.platform.Forbidden;

/**
 * Lets only our own pages post, in place of a token: browsers say where a request comes from and scripts cannot change what they say.
 * A client that says nothing is no browser, so nobody's cookie rides along.
 */
@Component
class SameOrigin {
  private final String publicHost;

  SameOrigin(CauNoiSettings settings) {
    this.publicHost = authority(URI.create(settings.publicUrl()));
  }

  void check(ServerHttpRequest request) {
    var site = request.getHeaders().getFirst("Sec-Fetch-Site");
    if (site != null ? !site.equals("same-origin") : !ownOrigin(request)) {
      throw new Forbidden("Yêu cầu này không đến từ trang trò chuyện.");
    }
  }

  private boolean ownOrigin(ServerHttpRequest request) {
    var origin = request.getHeaders().getOrigin();
    if (origin == null) {
      return true;
    }
    var host = host(origin);
    return host != null && (host.equals(request.getHeaders().getFirst(HttpHeaders.HOST)) || host.equals(publicHost));
  }

  private static @Nullable String host(String origin) {
    try {
      var uri = URI.create(origin);
      return uri.getHost() == null ? null : authority(uri);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String authority(URI uri) {
    return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }
}
