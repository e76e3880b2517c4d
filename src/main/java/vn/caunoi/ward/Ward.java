package vn.caunoi.ward;

import java.util.UUID;

/** A commune-level unit we serve. {@code slug} is its part of {@code /chat/{ward}}: lower-case ASCII letters, digits and hyphens. */
public record Ward(UUID id, UUID provinceId, String name, String slug, boolean demo) {
  /** {@code Công an phường Mẫu}. */
  public String police() {
    return "Công an " + Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
