package vn.caunoi.tip;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An officer as a tip names them. */
public record OfficerName(UUID id, String username, String name) {
  static @Nullable OfficerName of(@Nullable UUID id, @Nullable String username, @Nullable String name) {
    return id == null || username == null || name == null ? null : new OfficerName(id, username, name);
  }
}
