package vn.caunoi.console.channel;

import java.util.Locale;
import java.util.stream.Collectors;
import vn.caunoi.channel.MessageTemplate;

/** A template in words. */
record TemplateRow(MessageTemplate template) {
  private static final Locale VIETNAMESE = Locale.of("vi", "VN");

  public String tone() {
    return switch (template.status()) {
      case ENABLED -> "done";
      case PENDING -> "soon";
      case REJECTED, DISABLED -> "danger";
      case GONE -> "";
    };
  }

  public String mark() {
    return switch (template.status()) {
      case ENABLED -> "✓ ";
      case PENDING -> "… ";
      case REJECTED, DISABLED -> "✕ ";
      case GONE -> "";
    };
  }

  public String price() {
    return template.priceVnd() == null ? "Zalo chưa báo giá" : String.format(VIETNAMESE, "%,d đ mỗi tin", template.priceVnd());
  }

  public String road() {
    return template.byUserId() ? "Gửi được cho người quan tâm OA" : "Chỉ gửi được theo số điện thoại";
  }

  public String tag() {
    return switch (template.tag()) {
      case "TRANSACTION", "IN_TRANSACTION", "POST_TRANSACTION" -> "Giao dịch";
      case "CUSTOMER_CARE", "ACCOUNT_UPDATE", "GENERAL_UPDATE" -> "Chăm sóc";
      case "PROMOTION", "FOLLOW_UP" -> "Quảng bá";
      case "OTP" -> "Mã OTP";
      default -> template.tag();
    };
  }

  public String quality() {
    return switch (template.quality()) {
      case "HIGH" -> "chất lượng cao";
      case "MEDIUM" -> "chất lượng vừa";
      case "LOW" -> "chất lượng thấp, Zalo có thể khoá";
      default -> "";
    };
  }

  /** {@code ten_to, noi_dung}. */
  public String places() {
    return template.parameters().stream().map(MessageTemplate.Parameter::name).collect(Collectors.joining(", "));
  }
}
