package vn.caunoi.tip;

import java.security.SecureRandom;
import java.util.Locale;

/**
 * What proves that a tip is one's own: 16 letters and digits of an alphabet of 32 without look-alikes (no 0, O, 1, I), so 80 random bits.
 * Shown once to the reporter, in groups of four; kept as a keyed HMAC only.
 */
record TipSecret(String letters) {
  static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  static final int LENGTH = 16;

  static TipSecret random(SecureRandom random) {
    var letters = new StringBuilder();
    random.ints(LENGTH, 0, ALPHABET.length()).forEach(i -> letters.append(ALPHABET.charAt(i)));
    return new TipSecret(letters.toString());
  }

  /** As people type it: any case, with or without the groups. */
  static TipSecret typed(String text) {
    var upper = text.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "");
    return new TipSecret(upper.substring(0, Math.min(upper.length(), 64)));
  }

  /** {@code K7QM-3FXA-9TRB-W2HD}. */
  String grouped() {
    return letters.replaceAll("(.{4})(?=.)", "$1-");
  }

  @Override
  public String toString() {
    return "TipSecret[]";
  }
}
