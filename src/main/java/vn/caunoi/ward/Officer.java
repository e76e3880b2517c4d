package vn.caunoi.ward;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works with the console, as capabilities see them. {@code wardId} is null for a province viewer, who belongs to a
 * province; and for an administrator before the ward exists.
 */
public record Officer(UUID id, @Nullable UUID wardId, @Nullable UUID provinceId, String username, String displayName, Role role, boolean active) {
  /** The ward this person acts in. */
  public UUID ward() {
    if (wardId == null) {
      throw new vn.caunoi.platform.Forbidden("Tài khoản này không thuộc một phường nào.");
    }
    return wardId;
  }

  public boolean hasRole(Role... roles) {
    return java.util.List.of(roles).contains(role);
  }
}
