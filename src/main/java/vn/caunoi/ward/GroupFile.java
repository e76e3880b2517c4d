package vn.caunoi.ward;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.apache.commons.csv.CSVFormat;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import vn.caunoi.platform.InvalidInput;

/** The cells of a CSV file (comma, semicolon or tab; UTF-8) or of the first sheet of an XLSX file, all as text. Blocking and pure. */
final class GroupFile {
  static final int MAX_BYTES = 1_000_000;
  static final int MAX_LINES = 2_000;
  private static final int MAX_COLUMNS = 50;
  private static final long MAX_UNPACKED = 20_000_000;

  record Line(int number, List<String> cells) {
    boolean isBlank() {
      return cells.stream().allMatch(String::isBlank);
    }
  }

  private GroupFile() {}

  static List<Line> read(byte[] file) {
    if (file.length > MAX_BYTES) {
      throw new InvalidInput("file", "Tệp lớn quá 1 MB.");
    }
    var lines = isZip(file) ? workbook(file) : text(file);
    if (lines.size() > MAX_LINES) {
      throw new InvalidInput("file", "Tệp có hơn %d dòng.".formatted(MAX_LINES));
    }
    return lines;
  }

  private static boolean isZip(byte[] file) {
    return file.length > 3 && file[0] == 'P' && file[1] == 'K';
  }

  private static List<Line> text(byte[] file) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidInput("file", "Tệp không phải XLSX và cũng không phải văn bản UTF-8. Trong Excel, chọn “CSV UTF-8” khi lưu.");
    }
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    var format = CSVFormat.DEFAULT.builder().setDelimiter(delimiter(text)).setIgnoreEmptyLines(false).setLenientEof(true).get();
    try (var parser = format.parse(new StringReader(text))) {
      var lines = new ArrayList<Line>();
      for (var row : parser) {
        lines.add(new Line((int) parser.getCurrentLineNumber(), row.stream().limit(MAX_COLUMNS).toList()));
        if (lines.size() > MAX_LINES) {
          break;
        }
      }
      return lines;
    } catch (IOException | RuntimeException e) {
      throw new InvalidInput("file", "Tệp CSV có dấu ngoặc kép không khép lại hoặc viết sai.");
    }
  }

  /** What separates the cells of the first line that holds any separator. */
  private static char delimiter(String text) {
    for (var line : text.lines().limit(20).toList()) {
      for (var candidate : new char[] {'\t', ';', ','}) {
        if (line.indexOf(candidate) >= 0) {
          return candidate;
        }
      }
    }
    return ',';
  }

  private static List<Line> workbook(byte[] file) {
    try {
      refuseBomb(file);
      try (var book = new ReadableWorkbook(new ByteArrayInputStream(file)); var rows = book.getFirstSheet().openStream()) {
        return rows.limit(MAX_LINES + 1L).map(GroupFile::line).toList();
      }
    } catch (InvalidInput e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new InvalidInput("file", "Không đọc được tệp XLSX này. Mở bằng Excel, lưu lại rồi thử lần nữa.");
    }
  }

  private static Line line(Row row) {
    var cells = new ArrayList<String>();
    for (int column = 0; column < Math.min(row.getCellCount(), MAX_COLUMNS); column++) {
      cells.add(row.getOptionalCell(column).map(GroupFile::textOf).orElse(""));
    }
    return new Line(row.getRowNum(), cells);
  }

  /** A formula counts as the value that the spreadsheet showed; text that looks like a formula stays that text. */
  private static String textOf(Cell cell) {
    if (cell.getType() == CellType.NUMBER) {
      return cell.asNumber().stripTrailingZeros().toPlainString();
    }
    return cell.getText() == null ? "" : cell.getText();
  }

  /** A small archive may unpack to gigabytes. Read by its central directory, as the workbook reader does. */
  private static void refuseBomb(byte[] file) throws IOException {
    var buffer = new byte[8192];
    long total = 0;
    try (var zip = ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(file)).get()) {
      for (var entry : Collections.list(zip.getEntries())) {
        try (var content = zip.getInputStream(entry)) {
          for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            total += read;
            if (total > MAX_UNPACKED) {
              throw new InvalidInput("file", "Tệp XLSX giải nén ra quá lớn.");
            }
          }
        }
      }
    }
  }
}
