package vn.caunoi.access;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One sign-in, as its owner may see it. {@code name} is what an API token is called. */
public record Session(UUID id, Kind kind, @Nullable String name, Instant createdAt, Instant expiresAt, Instant lastUsedAt) {

  /** CONSOLE rides in a cookie, BEARER comes from {@code POST /api/v1/sessions}, API is a token made in the console for a machine. */
  public enum Kind {
    CONSOLE(Duration.ofHours(12)), BEARER(Duration.ofHours(12)), API(Duration.ofDays(365));

    private final Duration lifetime;

    Kind(Duration lifetime) {
      this.lifetime = lifetime;
    }

    Duration lifetime() {
      return lifetime;
    }
  }

  /** A session just opened; {@code token} is shown to its owner once and kept nowhere. */
  public record Opened(String token, Instant expiresAt) {
    @Override
    public String toString() {
      return "Opened[expiresAt=" + expiresAt + "]";
    }
  }
}
