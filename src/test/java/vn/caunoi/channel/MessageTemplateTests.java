package vn.caunoi.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.caunoi.channel.MessageTemplate.Parameter;

class MessageTemplateTests {
  private final MessageTemplate template = new MessageTemplate(UUID.randomUUID(), UUID.randomUUID(), "1", "Mời họp", MessageTemplate.Status.ENABLED, null, "",
      "", true, 200, null, List.of(new Parameter("ten_to", "STRING", 10, true), new Parameter("ngay", "DATE", 20, true), new Parameter("ghi_chu", "STRING", 0, false)),
      Instant.EPOCH);

  @Test
  void takesValuesThatFit() {
    assertThat(template.problems(Map.of("ten_to", "Tổ 7", "ngay", "25/11/2026"))).isEmpty();
    assertThat(template.problems(Map.of("ten_to", "Tổ 7", "ngay", "08:00 25/11/2026", "ghi_chu", ""))).isEmpty();
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(template.problems(Map.of("ngay", "25/11/2026"))).containsExactly("“ten_to” chưa có giá trị.");
  }

  @Test
  void countsAfterNormalising() {
    var decomposed = java.text.Normalizer.normalize("Tổ dân số7", java.text.Normalizer.Form.NFD);
    assertThat(template.problems(Map.of("ten_to", decomposed, "ngay", "25/11/2026"))).isEmpty();
    assertThat(template.problems(Map.of("ten_to", "Tổ dân số 77", "ngay", "25/11/2026"))).containsExactly("“ten_to” dài 12 ký tự, mẫu chỉ cho 10.");
  }

  @Test
  void refusesADateThatIsNone() {
    assertThat(template.problems(Map.of("ten_to", "Tổ 7", "ngay", "thứ Sáu"))).containsExactly("“ngay” không đúng dạng ngày (dd/MM/yyyy).");
  }

  @Test
  void refusesAPlaceThatTheTemplateDoesNotHave() {
    assertThat(template.problems(Map.of("ten_to", "Tổ 7", "ngay", "25/11/2026", "ten", "A"))).containsExactly("Mẫu không có tham số “ten”.");
  }
}
