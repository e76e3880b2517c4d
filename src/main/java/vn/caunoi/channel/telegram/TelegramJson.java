package vn.caunoi.channel.telegram;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The only Jackson 2 mapper of the product. The library's types carry Jackson 2 annotations; Boot's codec is Jackson 3 and answers 500 to
 * every real update.
 */
final class TelegramJson {
  static final ObjectMapper MAPPER = JsonMapper.builder()
      .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
      .configure(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, true)
      .serializationInclusion(JsonInclude.Include.NON_NULL)
      .build();

  private TelegramJson() {}

  static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not written as JSON: " + value.getClass().getSimpleName());
    }
  }
}
