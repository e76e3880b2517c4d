package vn.caunoi.channel.simulated;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One answer of the twin; {@code cut} closes the connection instead. */
record ZaloTwinAnswer(int status, String type, byte[] body, int limit, int remain, boolean cut) {

  static ZaloTwinAnswer json(Map<String, Object> body) {
    return new ZaloTwinAnswer(200, "text/json;charset=utf-8", JsonMapper.shared().writeValueAsBytes(body), 0, 0, false);
  }

  static ZaloTwinAnswer ok(Map<String, Object> data) {
    return json(Map.of("error", 0, "message", "Success", "data", data));
  }

  static ZaloTwinAnswer error(int code, @Nullable String message) {
    return json(Map.of("error", code, "message", message == null ? "error " + code : message));
  }

  static ZaloTwinAnswer page(int status, String text) {
    return new ZaloTwinAnswer(status, "text/html", text.getBytes(java.nio.charset.StandardCharsets.UTF_8), 0, 0, false);
  }

  static ZaloTwinAnswer cutOff() {
    return new ZaloTwinAnswer(0, "", new byte[0], 0, 0, true);
  }

  ZaloTwinAnswer withLimit(int most, int left) {
    return new ZaloTwinAnswer(status, type, body, most, Math.max(left, 0), cut);
  }
}
