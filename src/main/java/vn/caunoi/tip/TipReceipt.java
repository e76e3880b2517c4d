package vn.caunoi.tip;

import java.time.Instant;
import java.util.UUID;

/** What the reporter is told once: the public number, and the secret that nobody can look up later. */
public record TipReceipt(UUID id, String code, String secret, Instant dueAt) {
  @Override
  public String toString() {
    return "TipReceipt[" + code + "]";
  }
}
