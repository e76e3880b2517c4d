package vn.caunoi.ward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import vn.caunoi.platform.InvalidInput;

class GroupImportTests {

  @Test
  void readsCommaSeparatedTextWithItsHeader() {
    var read = csv("Tên tổ,Số hộ,Loại\nTổ 1,120,\nTổ 2,85,tổ dân phố\nTrường tiểu học Mẫu,30,trường học\n");
    assertThat(read.problems()).isEmpty();
    assertThat(read.groups()).extracting(NewGroup::name).containsExactly("Tổ 1", "Tổ 2", "Trường tiểu học Mẫu");
    assertThat(read.groups()).extracting(NewGroup::kind).containsExactly(
        ResidentialGroup.Kind.RESIDENTIAL, ResidentialGroup.Kind.RESIDENTIAL, ResidentialGroup.Kind.SCHOOL);
    assertThat(read.households()).isEqualTo(235);
  }

  @Test
  void findsTheHeaderWithoutDiacriticsInAnyOrderBelowATitle() {
    var read = csv("\uFEFFDANH SÁCH TỔ DÂN PHỐ;;\n;;\nSTT;SO HO;TEN TO\n1;1.200;Tổ 7\n");
    assertThat(read.groups()).containsExactly(new NewGroup("Tổ 7", ResidentialGroup.Kind.RESIDENTIAL, 1200));
  }

  @Test
  void namesTheLineOfEveryMistakeAndKeepsTheGoodRows() {
    var read = csv("Tên tổ,Số hộ\nTổ 1,120\n,50\nTổ 3,mười\nTổ 4,-2\nTổ 5,\nTổ 6,999999\n", "Tổ 9");
    assertThat(read.groups()).extracting(NewGroup::name).containsExactly("Tổ 1");
    assertThat(read.problems()).extracting(GroupImport.Problem::line).containsExactly(3, 4, 5, 6, 7);
  }

  @Test
  void refusesANameTwiceHoweverItIsTyped() {
    var read = csv("Tên tổ,Số hộ\nTổ 1,1\nTO 1,2\nTổ 2,3\n", "tổ 2");
    assertThat(read.groups()).extracting(NewGroup::name).containsExactly("Tổ 1");
    assertThat(read.problems()).containsExactly(
        new GroupImport.Problem(3, "“TO 1” đã có ở dòng 2."), new GroupImport.Problem(4, "“Tổ 2” đã có trong phường."));
  }

  @Test
  void keepsFormulaTextAsText() {
    var read = csv("Tên tổ,Số hộ\n\"=HYPERLINK(\"\"http://x\"\")\",5\n@SUM(A1),=1+1\n");
    assertThat(read.groups()).extracting(NewGroup::name).containsExactly("=HYPERLINK(\"http://x\")");
    assertThat(read.problems()).containsExactly(new GroupImport.Problem(3, "Số hộ phải là số nguyên không âm."));
  }

  @Test
  void readsTheFirstSheetOfAWorkbook() throws IOException {
    var read = GroupImport.read(workbook(), List.of());
    assertThat(read.problems()).isEmpty();
    assertThat(read.groups()).containsExactly(new NewGroup("Tổ 1", ResidentialGroup.Kind.RESIDENTIAL, 120),
        new NewGroup("=1+1", ResidentialGroup.Kind.BUSINESS, 12));
  }

  @Test
  void saysWhatIsMissingWhenThereIsNoHeader() {
    assertThatThrownBy(() -> csv("Tổ 1,120\n")).isInstanceOf(InvalidInput.class).hasMessageContaining("Tên tổ");
  }

  @Test
  void refusesWhatIsNeitherTextNorAWorkbook() {
    assertThatThrownBy(() -> GroupImport.read(new byte[] {(byte) 0xff, (byte) 0xd8, 1, 2}, List.of())).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> GroupImport.read("PK\3\4 nothing".getBytes(StandardCharsets.UTF_8), List.of())).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> GroupImport.read(new byte[GroupFile.MAX_BYTES + 1], List.of())).hasMessageContaining("1 MB");
  }

  @Test
  void refusesAnArchiveThatUnpacksToTooMuch() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
      zip.write(new byte[25_000_000]);
    }
    assertThatThrownBy(() -> GroupImport.read(bytes.toByteArray(), List.of())).hasMessageContaining("quá lớn");
  }

  private static GroupImport csv(String text, String... existing) {
    return GroupImport.read(text.getBytes(StandardCharsets.UTF_8), List.of(existing));
  }

  private static byte[] workbook() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var book = new Workbook(bytes, "test", "1.0")) {
      var sheet = book.newWorksheet("Danh sách");
      sheet.value(0, 0, "Tên tổ");
      sheet.value(0, 1, "Số hộ");
      sheet.value(0, 2, "Loại");
      sheet.value(1, 0, "Tổ 1");
      sheet.value(1, 1, 120);
      sheet.value(2, 0, "=1+1");
      sheet.value(2, 1, 12);
      sheet.value(2, 2, "Doanh nghiệp");
    }
    return bytes.toByteArray();
  }
}
