package vn.caunoi.channel.simulated;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One answer of the twin. Instead of answering it may close the connection, or leave it open and say nothing. */
record ZaloTwinAnswer(Ending ending, int status, String type, byte[] body, int limit, int remain) {

  enum Ending { ANSWERED, CUT, SILENT }

  static ZaloTwinAnswer json(Map<String, Object> body) {
    return new ZaloTwinAnswer(Ending.ANSWERED, 200, "text/json;charset=utf-8", JsonMapper.shared().writeValueAsBytes(body), 0, 0);
  }

  static ZaloTwinAnswer ok(Map<String, Object> data) {
    return json(Map.of("error", 0, "message", "Success", "data", data));
  }

  static ZaloTwinAnswer error(int code, @Nullable String message) {
    return json(Map.of("error", code, "message", message == null ? "error " + code : message));
  }

  static ZaloTwinAnswer page(int status, String text) {
    return new ZaloTwinAnswer(Ending.ANSWERED, status, "text/html", text.getBytes(java.nio.charset.StandardCharsets.UTF_8), 0, 0);
  }

  static ZaloTwinAnswer cutOff() {
    return new ZaloTwinAnswer(Ending.CUT, 0, "", new byte[0], 0, 0);
  }

  static ZaloTwinAnswer silence() {
    return new ZaloTwinAnswer(Ending.SILENT, 0, "", new byte[0], 0, 0);
  }

  ZaloTwinAnswer withLimit(int most, int left) {
    return new ZaloTwinAnswer(ending, status, type, body, most, Math.max(left, 0));
  }

  /** For the journal: the code, and nothing of what was said. */
  String result() {
    return switch (ending) {
      case CUT -> "connection cut";
      case SILENT -> "no answer";
      case ANSWERED -> type.startsWith("text/html") ? "HTTP " + status : JsonMapper.shared().readTree(body).path("error").asString("0");
    };
  }
}
