package vn.caunoi.platform;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Vietnamese text as people type it: composed or not, with or without diacritics. */
public final class VietnameseText {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern INVISIBLE = Pattern.compile("[\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF]");

  private VietnameseText() {}

  /** NFC, the form in which characters are counted and stored. */
  public static String normalize(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** For matching only: lower case, no diacritics ({@code đ} becomes {@code d}), no invisible characters, single spaces. */
  public static String fold(String text) {
    var visible = INVISIBLE.matcher(text).replaceAll("");
    var bare = MARKS.matcher(Normalizer.normalize(visible, Normalizer.Form.NFD)).replaceAll("");
    var lower = bare.toLowerCase(Locale.ROOT).replace('đ', 'd');
    return SPACES.matcher(lower).replaceAll(" ").strip();
  }
}
