package vn.caunoi.channel.zalo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.caunoi.channel.MessageTemplate.Parameter;
import vn.caunoi.channel.MessageTemplate.Status;
import vn.caunoi.platform.VietnamTime;

/**
 * A template as {@code /template/all} and {@code /template/info/v2} tell of it, for instance
 * <pre>{"templateId":312890,"templateName":"…","status":"ENABLE","createdTime":1765500000000}
 *{"templateId":312890,"templateName":"…","status":"ENABLE","listParams":[{"name":"noi_dung","require":true,"type":"STRING","maxLength":80}],
 * "previewUrl":"https://…","templateTag":"TRANSACTION","price":"200.0","reason":""}</pre>
 * {@code detailed} is false when only the list could be had.
 */
record ZaloTemplateTold(String id, String name, Status status, @Nullable String reason, String quality, String tag, boolean byUserId,
    @Nullable Integer priceVnd, @Nullable String previewUrl, List<Parameter> parameters, @Nullable Instant madeAt, boolean detailed) {
  /** Templates made before this day, and one-time passwords, go to phone numbers alone (-249). */
  private static final Instant BY_USER_ID_SINCE = VietnamTime.startOf(LocalDate.of(2025, 12, 10));
  private static final String ONE_TIME_PASSWORD = "OTP";

  /** {@code listed} is the row of the list, {@code info} the template alone; empty where it could not be had. */
  static ZaloTemplateTold read(JsonNode listed, JsonNode info) {
    var made = time(text(listed, "createdTime"));
    var tag = text(info, "templateTag");
    var quality = either(info, listed, "templateQuality");
    return new ZaloTemplateTold(text(listed, "templateId"), either(info, listed, "templateName"), status(either(info, listed, "status")),
        blankAsNull(text(info, "reason")), quality.equals("UNDEFINED") || quality.equals("null") ? "" : quality, tag,
        made != null && !made.isBefore(BY_USER_ID_SINCE) && !tag.equals(ONE_TIME_PASSWORD), price(text(info, "price")),
        preview(text(info, "previewUrl")), parameters(info.path("listParams")), made, info.isObject());
  }

  private static List<Parameter> parameters(JsonNode list) {
    return list.valueStream().map(one -> new Parameter(text(one, "name"), text(one, "type"), number(text(one, "maxLength")),
        Boolean.parseBoolean(text(one, "require")) && !Boolean.parseBoolean(text(one, "acceptNull")))).toList();
  }

  private static Status status(String told) {
    return switch (told) {
      case "ENABLE" -> Status.ENABLED;
      case "REJECT" -> Status.REJECTED;
      case "DISABLE" -> Status.DISABLED;
      case "DELETE" -> Status.GONE;
      default -> Status.PENDING;
    };
  }

  private static String either(JsonNode first, JsonNode second, String field) {
    var text = text(first, field);
    return text.isEmpty() ? text(second, field) : text;
  }

  private static String text(JsonNode node, String field) {
    return ZaloEvents.text(node, field);
  }

  private static @Nullable String blankAsNull(String text) {
    return text.isBlank() ? null : text;
  }

  /** Only a page of Zalo's by HTTPS is ever offered as a link. */
  private static @Nullable String preview(String url) {
    return url.matches("https://[a-z0-9.-]+\\.zalo(\\.me|\\.cloud|\\.vn)/.*") ? url : null;
  }

  private static @Nullable Integer price(String text) {
    try {
      return text.isBlank() ? null : new BigDecimal(text).setScale(0, RoundingMode.HALF_UP).intValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      return null;
    }
  }

  private static int number(String text) {
    return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
  }

  private static @Nullable Instant time(String millis) {
    return millis.matches("\\d{10,15}") ? Instant.ofEpochMilli(Long.parseLong(millis)) : null;
  }
}
