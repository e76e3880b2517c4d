package vn.caunoi.tip;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Attachment ids joined by commas, as flows carry them. */
final class PhotoList {
  private PhotoList() {}

  static List<UUID> of(String joined) {
    return joined.isBlank() ? List.of() : Arrays.stream(joined.split(",")).map(String::strip).map(UUID::fromString).toList();
  }
}
