package vn.caunoi.bench;

import java.util.Locale;

/** What was measured, printed as it comes and once more as a table of Markdown. */
final class Table {
  private final StringBuilder rows = new StringBuilder();

  void row(String what, String format, Object... values) {
    var figure = String.format(Locale.ROOT, format, values);
    System.out.println(">>> " + what + ": " + figure);
    rows.append("| ").append(what).append(" | ").append(figure).append(" |\n");
  }

  void print() {
    System.out.println("\n| what | figure |\n|---|---|\n" + rows);
  }
}
