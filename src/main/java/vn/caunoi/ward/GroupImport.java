package vn.caunoi.ward;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.VietnameseText;

/**
 * What a list of residential groups would add to a ward, and what is wrong with it line by line. Nothing is stored.
 * Columns: <em>Tên tổ</em>, <em>Số hộ</em>, and if wanted <em>Loại</em>; a header line names them, with or without diacritics, in any order.
 */
public record GroupImport(List<Row> rows, List<Problem> problems) {
  private static final Set<String> NAME = Set.of("ten to", "to", "ten", "to dan pho", "ten to dan pho", "ten don vi", "khu pho", "ten khu pho");
  private static final Set<String> HOUSEHOLDS = Set.of("so ho", "ho", "so ho dan", "so ho gia dinh", "tong so ho");
  private static final Set<String> KIND = Set.of("loai", "loai don vi", "loai to", "phan loai");
  private static final int HEADER_WITHIN = 15;
  private static final Map<String, ResidentialGroup.Kind> KINDS = Map.ofEntries(
      Map.entry("", ResidentialGroup.Kind.RESIDENTIAL), Map.entry("to dan pho", ResidentialGroup.Kind.RESIDENTIAL),
      Map.entry("khu pho", ResidentialGroup.Kind.RESIDENTIAL), Map.entry("thon", ResidentialGroup.Kind.RESIDENTIAL),
      Map.entry("co quan", ResidentialGroup.Kind.AGENCY), Map.entry("truong hoc", ResidentialGroup.Kind.SCHOOL),
      Map.entry("truong", ResidentialGroup.Kind.SCHOOL), Map.entry("doanh nghiep", ResidentialGroup.Kind.BUSINESS));

  public record Row(int line, NewGroup group) {}

  public record Problem(int line, String what) {}

  /** Reads a CSV or XLSX file. {@code existing}: names that the ward has already. Errs with {@link InvalidInput} when it is no such file. */
  public static GroupImport read(byte[] file, List<String> existing) {
    var lines = GroupFile.read(file).stream().filter(line -> !line.isBlank()).toList();
    for (int i = 0; i < Math.min(lines.size(), HEADER_WITHIN); i++) {
      var columns = Columns.of(lines.get(i));
      if (columns != null) {
        return check(lines.subList(i + 1, lines.size()), columns, existing);
      }
    }
    throw new InvalidInput("file", "Không thấy dòng tiêu đề. Tệp cần hai cột “Tên tổ” và “Số hộ”, thêm “Loại” nếu có.");
  }

  private static GroupImport check(List<GroupFile.Line> lines, Columns columns, List<String> existing) {
    var rows = new ArrayList<Row>();
    var problems = new ArrayList<Problem>();
    var taken = new HashMap<String, String>();
    existing.forEach(name -> taken.put(VietnameseText.fold(name), "đã có trong phường"));
    for (var line : lines) {
      try {
        var group = columns.group(line);
        var clash = taken.putIfAbsent(group.key(), "đã có ở dòng " + line.number());
        if (clash == null) {
          rows.add(new Row(line.number(), group));
        } else {
          problems.add(new Problem(line.number(), "“%s” %s.".formatted(group.name(), clash)));
        }
      } catch (InvalidInput e) {
        problems.add(new Problem(line.number(), e.getMessage()));
      }
    }
    return new GroupImport(List.copyOf(rows), List.copyOf(problems));
  }

  /** The groups to add, in the file's order. */
  public List<NewGroup> groups() {
    return rows.stream().map(Row::group).toList();
  }

  public int households() {
    return rows.stream().mapToInt(row -> row.group().households()).sum();
  }

  private record Columns(int name, int households, int kind) {

    static @Nullable Columns of(GroupFile.Line line) {
      var titles = line.cells().stream().map(VietnameseText::fold).toList();
      int name = position(titles, NAME);
      int households = position(titles, HOUSEHOLDS);
      return name < 0 || households < 0 ? null : new Columns(name, households, position(titles, KIND));
    }

    private static int position(List<String> titles, Set<String> wanted) {
      for (int i = 0; i < titles.size(); i++) {
        if (wanted.contains(titles.get(i))) {
          return i;
        }
      }
      return -1;
    }

    NewGroup group(GroupFile.Line line) {
      return new NewGroup(cell(line, name), kindOf(cell(line, kind)), count(cell(line, households)));
    }

    private static String cell(GroupFile.Line line, int column) {
      return column < 0 || column >= line.cells().size() ? "" : line.cells().get(column).strip();
    }

    private static ResidentialGroup.Kind kindOf(String text) {
      var kind = KINDS.get(VietnameseText.fold(text));
      if (kind == null) {
        throw new InvalidInput("kind", "Loại chỉ có thể là: tổ dân phố, cơ quan, trường học, doanh nghiệp.");
      }
      return kind;
    }

    /** {@code 120}, {@code 1.200} and {@code 1 200} are counts; {@code 12,5} and {@code =A1} are not. */
    private static int count(String text) {
      if (text.isEmpty()) {
        throw new InvalidInput("households", "Số hộ còn trống.");
      }
      if (!text.matches("\\d{1,6}|\\d{1,3}([., \\u00A0]\\d{3})+")) {
        throw new InvalidInput("households", "Số hộ phải là số nguyên không âm.");
      }
      var digits = text.replaceAll("\\D", "");
      if (digits.length() > 6) {
        throw new InvalidInput("households", "Số hộ phải từ 0 đến 100.000.");
      }
      return Integer.parseInt(digits);
    }
  }
}
