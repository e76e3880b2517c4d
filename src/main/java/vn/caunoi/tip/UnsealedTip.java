package vn.caunoi.tip;

import org.jspecify.annotations.Nullable;
import vn.caunoi.platform.Vault;

/** A tip with the key of its content, for as long as one request needs it. */
record UnsealedTip(Tip tip, @Nullable String place, Vault.DataKey key) {
  static final String WORDS = "tip.words";
  static final String TASK = "tip.task";
  static final String RESULT = "tip.result";
  static final String PLACE = "tip.place";

  UnsealedTip with(Tip changed) {
    return new UnsealedTip(changed, place, key);
  }

  byte[] sealWords(String words) {
    return key.seal(WORDS, words);
  }

  String openWords(byte[] sealed) {
    return key.openText(WORDS, sealed);
  }

  @Override
  public String toString() {
    return "UnsealedTip[" + tip.id() + "]";
  }
}
