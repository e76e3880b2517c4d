package vn.caunoi.channel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.caunoi.platform.VietnameseText;

/**
 * A message whose words a network has approved beforehand, with places for values: the only way to write to somebody whose window is closed.
 * {@code byUserId} is false for one that can go to a phone number only. {@code priceVnd} is what one costs, null when the network does not
 * tell. {@code reason} is why it was refused, in the network's words. {@code previewUrl} shows it on the network's own page.
 */
public record MessageTemplate(UUID wardId, UUID accountId, String id, String name, Status status, @Nullable String reason, String quality,
    String tag, boolean byUserId, @Nullable Integer priceVnd, @Nullable String previewUrl, List<Parameter> parameters, Instant syncedAt) {
  public enum Status {
    ENABLED("Đã duyệt"), PENDING("Chờ duyệt"), REJECTED("Bị từ chối"), DISABLED("Bị khoá"), GONE("Đã xoá");

    private final String label;

    Status(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /** A place for a value. {@code type} is the network's name of what it takes; {@code maxLength} counts characters after NFC, 0 when unknown. */
  public record Parameter(String name, String type, int maxLength, boolean required) {

    /** What is wrong with the value, null when nothing is. */
    @Nullable String problem(String value) {
      var text = VietnameseText.normalize(value).strip();
      if (text.isEmpty()) {
        return required ? "“%s” chưa có giá trị.".formatted(name) : null;
      }
      if (maxLength > 0 && text.length() > maxLength) {
        return "“%s” dài %d ký tự, mẫu chỉ cho %d.".formatted(name, text.length(), maxLength);
      }
      boolean fits = switch (type) {
        case "NUMBER", "QUANTITY", "CURRENCY" -> text.matches("[0-9.,]+");
        case "DATE" -> text.matches("([0-2]\\d:[0-5]\\d(:[0-5]\\d)? )?\\d{2}/\\d{2}/\\d{4}");
        case "PHONE_NUMBER" -> text.matches("[+0-9 ]{8,15}");
        default -> true;
      };
      return fits ? null : "“%s” không đúng dạng %s.".formatted(name, kind());
    }

    /** The type as people read it. */
    public String kind() {
      return switch (type) {
        case "NUMBER", "QUANTITY" -> "số";
        case "CURRENCY" -> "số tiền";
        case "DATE" -> "ngày (dd/MM/yyyy)";
        case "PHONE_NUMBER" -> "số điện thoại";
        case "URL" -> "đường dẫn";
        default -> "chữ";
      };
    }
  }

  public MessageTemplate {
    parameters = List.copyOf(parameters);
  }

  public boolean isEnabled() {
    return status == Status.ENABLED;
  }

  /** Why these values do not fit, one Vietnamese sentence each; empty when they do. */
  public List<String> problems(Map<String, String> values) {
    var problems = new ArrayList<String>();
    for (var parameter : parameters) {
      var problem = parameter.problem(values.getOrDefault(parameter.name(), ""));
      if (problem != null) {
        problems.add(problem);
      }
    }
    values.keySet().stream().filter(name -> parameters.stream().noneMatch(parameter -> parameter.name().equals(name))).sorted()
        .forEach(name -> problems.add("Mẫu không có tham số “%s”.".formatted(name)));
    return problems;
  }
}
