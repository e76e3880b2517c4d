package vn.caunoi.channel.webchat;

import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import vn.caunoi.platform.Vault;

/**
 * How fast one visitor, and one network address, may write. Held in memory under keyed hashes and gone with the process. A whole street may
 * share one network address with its mobile network, so that limit is wide.
 */
@Component
class VisitorPace {
  /** {@code burst} at once, then one every {@code everyMillis}. */
  record Limit(String name, int burst, long everyMillis) {}

  static final Limit MESSAGES = new Limit("message", 20, 2_000);
  static final Limit PHOTOS = new Limit("photo", 8, 10_000);
  private static final Limit NEWCOMERS = new Limit("newcomer", 60, 1_000);
  private static final Limit NETWORK = new Limit("network", 300, 100);
  private static final int MOST_REMEMBERED = 50_000;
  private static final long FORGOTTEN_MILLIS = 120_000;

  /** {@code level} tokens at a time; {@code taken} tells whether the last asker got one. */
  private record Bucket(double level, long at, boolean taken) {
    Bucket ask(Limit limit, long now) {
      double filled = Math.min(limit.burst(), level + (double) (now - at) / limit.everyMillis());
      return filled >= 1 ? new Bucket(filled - 1, now, true) : new Bucket(filled, now, false);
    }
  }

  private final ConcurrentHashMap<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final Vault vault;
  private final Clock clock;

  VisitorPace(Vault vault, Clock clock) {
    this.vault = vault;
    this.clock = clock;
  }

  /** Errs with 429 when this visitor, or the network address it comes from, is too fast. */
  void check(ServerHttpRequest request, Limit limit, Optional<VisitorKey> visitor) {
    var peer = request.getRemoteAddress();
    var network = peer == null ? "" : peer.getAddress().getHostAddress();
    boolean own = visitor.map(key -> take(limit, key.value())).orElseGet(() -> take(NEWCOMERS, network));
    if (!own || !take(NETWORK, network)) {
      throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS, "Tin gửi nhanh quá. Xin chờ một chút rồi gửi lại.");
    }
  }

  private boolean take(Limit limit, String who) {
    long now = clock.millis();
    if (buckets.size() > MOST_REMEMBERED) {
      buckets.values().removeIf(bucket -> bucket.at() < now - FORGOTTEN_MILLIS);
    }
    var key = Base64.getEncoder().encodeToString(vault.lookup("webchat.pace." + limit.name(), who));
    return buckets.compute(key, (k, bucket) -> (bucket == null ? new Bucket(limit.burst(), now, false) : bucket).ask(limit, now)).taken();
  }
}
