package vn.caunoi.contact;

/** How flows write yes and no. */
final class YesNo {
  private YesNo() {}

  static String of(boolean yes) {
    return yes ? "yes" : "no";
  }

  static boolean isYes(String text) {
    return text.equals("yes");
  }
}
