package vn.caunoi.contact;

import java.util.Set;
import java.util.UUID;

/** Whom a campaign is for: everybody of the ward who agreed to notices, or those of some residential groups. */
public record Audience(boolean all, Set<UUID> groups) {
  public static final Audience ALL = new Audience(true, Set.of());

  public Audience {
    groups = Set.copyOf(groups);
  }

  public static Audience of(Set<UUID> groups) {
    return new Audience(false, groups);
  }
}
