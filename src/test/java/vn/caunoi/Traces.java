package vn.caunoi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Looks for words where none of them may be: in clear (UTF-8, UTF-16), in base64 at any offset, in hex. Says where it found which. */
final class Traces {
  private record Needle(String word, String shape, String text) {}

  private final List<Needle> needles = new ArrayList<>();
  private final List<String> found = new ArrayList<>();

  Traces(List<String> words) {
    words.forEach(this::add);
  }

  List<String> found() {
    return found;
  }

  private void add(String word) {
    var bytes = word.getBytes(UTF_8);
    needles.add(new Needle(word, "clear", new String(bytes, ISO_8859_1)));
    needles.add(new Needle(word, "utf-16", new String(word.getBytes(UTF_16LE), ISO_8859_1)));
    needles.add(new Needle(word, "hex", HexFormat.of().formatHex(bytes)));
    needles.add(new Needle(word, "HEX", HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT)));
    for (int offset = 0; offset < 3; offset++) {
      var shifted = new byte[offset + bytes.length];
      System.arraycopy(bytes, 0, shifted, offset, bytes.length);
      int whole = shifted.length * 8 / 6;                       // the last digit may hold bits of what follows
      int from = (offset * 8 + 5) / 6;                          // the first ones bits of what stands before
      needles.add(new Needle(word, "base64", Base64.getEncoder().encodeToString(shifted).substring(from, whole)));
      needles.add(new Needle(word, "base64url", Base64.getUrlEncoder().encodeToString(shifted).substring(from, whole)));
    }
  }

  void look(String where, String text) {
    look(where, text.getBytes(UTF_8));
  }

  void look(String where, byte[] bytes) {
    var text = new String(bytes, ISO_8859_1);
    needles.stream().filter(needle -> text.contains(needle.text())).forEach(needle -> found.add(where + ": " + needle.word() + " in " + needle.shape()));
  }

  /** Every value of every table, Quartz's included; gives how many tables it read. */
  int lookThrough(Connection database) throws SQLException {
    var tables = new ArrayList<String>();
    try (var rows = database.createStatement().executeQuery(
        "select format('%I.%I', table_schema, table_name) from information_schema.tables "
            + "where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    for (var table : tables) {
      lookThrough(database, table);
    }
    return tables.size();
  }

  private void lookThrough(Connection database, String table) throws SQLException {
    try (var rows = database.createStatement().executeQuery("select * from " + table)) {
      var columns = rows.getMetaData();
      while (rows.next()) {
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          var value = columns.getColumnTypeName(i).equals("bytea") ? rows.getBytes(i) : text(rows.getString(i));
          if (value != null) {
            look(table + "." + columns.getColumnName(i), value);
          }
        }
      }
    }
  }

  private static byte[] text(String value) {
    return value == null ? null : value.getBytes(UTF_8);
  }

  /** Files that were written since; those that vanish meanwhile are gone and so are no trace. */
  void lookThrough(Path folder, FileTime since) throws IOException {
    Files.walkFileTree(folder, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isRegularFile() && attributes.lastModifiedTime().compareTo(since) >= 0 && Files.isReadable(file)) {
          try {
            look(file.toString(), Files.readAllBytes(file));
          } catch (NoSuchFileException e) {
            return FileVisitResult.CONTINUE;
          }
        }
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException e) {
        return FileVisitResult.CONTINUE;
      }
    });
  }
}
